"""The network, its loss and its optimizer; what is exported computes the same and can be gone on from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs training/requirements.txt")

from training.binary import read_weights
from training.export import checkpoint_weights, save_model, specification
from training.loss import STRETCH, cross_entropy
from training.model import PAD, Shape, Translator
from training.optimizer import Memory, Optimizer, layout, orthogonal
from training.restore import restored
from training.worker import network

SHAPE = Shape(64, width=32, inner=64, encoder=2, decoder=2, heads=4)
PIECES = ["<pad>", "<unk>", "<s>", "</s>", *(f"▁p{k}" for k in range(60))]
SOURCE = torch.tensor([[5, 6, 7, 8, 3], [9, 10, 3, PAD, PAD]])
TARGET = torch.tensor([[2, 20, 21, 22, 3], [2, 23, 3, PAD, PAD]])


def model(shape: Shape = SHAPE, seed: int = 1) -> Translator:
    torch.manual_seed(seed)
    made = Translator(shape)
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    return made


def loss(made: Translator) -> float:
    with torch.no_grad():
        states, _ = made(SOURCE, TARGET[:, :-1])
        keep = TARGET[:, 1:] != PAD
        return float(cross_entropy(states[keep], made.embedding, TARGET[:, 1:][keep]))


def checkpoint(made: Translator, path: Path) -> Path:
    flat = torch.cat([p.detach().flatten() for p in made.parameters()])
    torch.save({"shape": made.shape.as_dict(), "memory": {"average": flat}, "tokens": 1e6, "step": 5}, path)
    return path


def test_the_fused_loss_and_its_gradients_are_cross_entropy() -> None:
    torch.manual_seed(2)
    number = STRETCH + 40
    states = (torch.randn(number, 16) / 2).requires_grad_()
    embedding = torch.randn(50, 16, requires_grad=True)
    labels = torch.randint(0, 50, (number,))
    wanted = torch.nn.functional.cross_entropy(states @ embedding.T, labels, reduction="sum")
    wanted.backward()
    again = states.detach().clone().requires_grad_()
    into = torch.zeros(50, 16)
    found = cross_entropy(again, embedding, labels, into)
    (2 * found).backward()
    assert float(found.detach()) == pytest.approx(float(wanted.detach()), rel=1e-4)
    assert torch.allclose(again.grad, 2 * states.grad, atol=1e-4)
    assert torch.allclose(into, embedding.grad, atol=1e-3)
    assert float(cross_entropy(states, embedding, labels).detach()) == pytest.approx(
        float(wanted.detach()), rel=1e-4
    )


def test_padding_changes_nothing() -> None:
    made = model()
    wide = torch.nn.functional.pad(SOURCE, (0, 3), value=PAD)
    states, weights = made(SOURCE, TARGET)
    padded, wider = made(wide, TARGET)
    assert torch.allclose(states[TARGET != PAD], padded[TARGET != PAD], atol=1e-5)
    assert torch.allclose(weights, wider[..., : SOURCE.shape[1]], atol=1e-5)


def test_the_decoder_does_not_look_ahead() -> None:
    made = model()
    other = TARGET.clone()
    other[:, 3:] = 30
    assert torch.allclose(made(SOURCE, TARGET)[0][:, :3], made(SOURCE, other)[0][:, :3], atol=1e-5)


@pytest.mark.parametrize("shape", [(3, 32, 32), (2, 64, 32), (2, 32, 64)])
def test_the_matrix_update_pulls_all_directions_alike(shape: tuple[int, ...]) -> None:
    torch.manual_seed(3)
    skewed = torch.randn(shape) * torch.logspace(0, -1.5, shape[2])
    values = torch.linalg.svdvals(orthogonal(skewed).float())
    assert values.median(dim=1).values.min() > 0.6
    assert values.max() < 1.4
    assert (
        torch.linalg.svdvals(skewed).median(dim=1).values < 0.3 * torch.linalg.svdvals(skewed)[:, 0]
    ).all()


def test_two_processes_update_as_one_does() -> None:
    made = model()
    places = layout(made)
    flat = torch.cat([p.detach().flatten() for p in made.parameters()])
    gradient = torch.randn_like(flat)
    ends = []
    for number in (1, 2):
        memory = Memory(len(flat), number)
        memory.weights.copy_(flat)
        memory.gradients.copy_(gradient / number)
        for process in range(number):
            Optimizer(places, memory, process, number).step(1, 10.0, 1.0, 0.5)
        ends.append(memory)
    # Newton and Schulz are done in bfloat16, in stacks of other sizes.
    assert torch.allclose(ends[0].weights, ends[1].weights, atol=2e-3)
    assert not torch.allclose(ends[0].weights, flat, atol=2e-3)
    assert torch.equal(ends[1].working, ends[1].weights.bfloat16())


def test_ctranslate2_gives_the_exported_model_the_same_probabilities(tmp_path: Path) -> None:
    ctranslate2 = pytest.importorskip("ctranslate2")
    made = model()
    shape, weights = checkpoint_weights(checkpoint(made, tmp_path / "c.pt"), raw=False)
    save_model(specification(shape, weights), PIECES, tmp_path / "model")
    translator = ctranslate2.Translator(str(tmp_path / "model"), compute_type="float32")
    texts = [[PIECES[i] for i in row if i not in (PAD, 3)] for row in SOURCE.tolist()]
    targets = [[PIECES[i] for i in row[1:] if i not in (PAD, 3)] for row in TARGET.tolist()]
    scored = translator.score_batch(texts, targets)
    # int8 weights: the small rest of the difference is theirs.
    assert -sum(sum(s.log_probs) for s in scored) == pytest.approx(loss(made), rel=0.02)


def test_what_was_shipped_can_be_gone_on_from(tmp_path: Path) -> None:
    made = model()
    shape, weights = checkpoint_weights(checkpoint(made, tmp_path / "c.pt"), raw=False)
    save_model(specification(shape, weights), PIECES, tmp_path / "model")
    found, memory = restored(tmp_path / "model" / "model.bin")
    assert found == SHAPE
    again = network(found, layout(made), memory["weights"])
    assert loss(again) == pytest.approx(loss(made), rel=0.02)
    for name, parameter in made.named_parameters():
        error = (dict(again.named_parameters())[name] - parameter).abs().max()
        assert error <= parameter.abs().max() / 127


def test_a_network_grows_without_a_change_of_what_it_says(tmp_path: Path) -> None:
    shape, weights = checkpoint_weights(checkpoint(model(), tmp_path / "c.pt"), raw=False)
    save_model(specification(shape, weights), PIECES, tmp_path / "model")
    small, first = restored(tmp_path / "model" / "model.bin")
    large, second = restored(tmp_path / "model" / "model.bin", encoder=4)
    assert large.encoder == 4
    losses = [
        loss(network(s, layout(Translator(s)), m["weights"])) for s, m in ((small, first), (large, second))
    ]
    assert losses[0] == pytest.approx(losses[1], rel=1e-5)


def test_the_weights_are_read_as_they_are_or_refused(tmp_path: Path) -> None:
    shape, weights = checkpoint_weights(checkpoint(model(), tmp_path / "c.pt"), raw=False)
    save_model(specification(shape, weights), PIECES, tmp_path / "model")
    path = tmp_path / "model" / "model.bin"
    found = read_weights(path)
    assert np.array_equal(found["decoder/projection/weight"], found["encoder/embeddings_0/weight"])
    path.write_bytes(b"\x07" + path.read_bytes()[1:])
    with pytest.raises(ValueError, match="layout 7"):
        read_weights(path)
