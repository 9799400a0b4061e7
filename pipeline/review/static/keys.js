// What a key means, whatever keyboard layout is chosen.

/** What a key types; where that is no Latin letter (`ф`), the letter that its place has on a Latin keyboard (`a`). */
export function typed(event) {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (!letter || /^[a-z]$/i.test(event.key)) return event.key;
  return event.shiftKey ? letter : letter.toLowerCase();
}
