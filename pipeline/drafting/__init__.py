"""The rungs of the ladder that `pipeline.draft` climbs: each makes candidates, checks decide."""
