-- What the review queue needs beside the rows: search by pinyin and the questions to the supervisor.

-- Filled by PostgreSQL from the row's own text, so it can never disagree with it.
alter table elders add column pinyin text generated always as
  (lower((row_text::jsonb -> 'pinyin' ->> 'full') || ' ' || (row_text::jsonb -> 'pinyin' ->> 'initials'))) stored;

-- Anti-tick-box figures of the revision under review (domain pack §2.1), worked out once when it arrives.
alter table visits
  add column flags jsonb not null default '[]',
  -- Share of answers set by 这里其余无异常, in percent; null when nothing was answered.
  add column shortcut_pct int,
  -- The measured numbers as one text, to find the same ones again; null when nothing was measured.
  add column numbers text;

create index visits_order on visits (community, state, worst desc, occurred_at, visit_id);
