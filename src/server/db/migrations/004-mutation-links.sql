-- What a mutation points at, for naming holes later [K11] and for knowing what a person corrected or threw away [K3].
alter table mutations
  -- Hash of the mutation before it on the same phone, as the phone said.
  add column prev_hash text,
  -- The mutation this one corrects.
  add column replaces text,
  -- The mutation a person discarded by this one.
  add column target text;
