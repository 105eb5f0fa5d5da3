-- First schema. Every table that grows carries the community code, so that it can be spread by it later.
-- PostgreSQL 15 is the oldest supported server.

create table meta (
  key text primary key,
  value jsonb not null
);

create table areas (
  code text primary key check (code ~ '^[0-9]{6}([0-9]{3}){0,2}$'),
  name text not null,
  level text not null check (level in ('district', 'street', 'community')),
  parent text references areas (code),
  -- Only what differs from the defaults of domain/community settings.
  settings jsonb not null default '{}'
);

create table rulesets (
  ruleset text primary key,
  engine_version int not null,
  content jsonb not null,
  published_at timestamptz not null default now()
);

create table users (
  user_id text primary key,
  login text not null,
  name text not null,
  role text not null check (role in ('patroller', 'supervisor', 'admin')),
  password_hash text not null,
  must_change_password boolean not null default false,
  demo boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index users_login on users (lower(login));

create table user_areas (
  user_id text not null references users (user_id),
  area_code text not null references areas (code),
  primary key (user_id, area_code)
);

create table sessions (
  token_hash bytea primary key,
  user_id text not null references users (user_id),
  side text not null check (side in ('phone', 'console')),
  device_id text,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);

-- Wrong sign-ins, counted by account and by address; only hashes of either.
create table sign_in_failures (
  subject_hash bytea primary key,
  failures int not null,
  last_at timestamptz not null
);

create table devices (
  device_id text primary key,
  user_id text not null references users (user_id),
  app_version text not null default '',
  protocol int not null default 1,
  last_dseq bigint not null default 0,
  last_hash text not null default repeat('0', 64),
  pending int not null default 0,
  clock_offset_ms bigint,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now()
);
create index devices_user on devices (user_id);

-- The change log: one counter a community, locked until commit, so that order of numbers is order of commit [K6].
create table community_versions (
  community text primary key references areas (code),
  version bigint not null default 0,
  -- Cursors older than this get a reset.
  pruned_before bigint not null default 0
);

-- One line a thing, moved to the newest number at each change. `patroller_id` only on assignment lines.
create table changes (
  community text not null,
  version bigint not null,
  kind text not null check (kind in ('community', 'elder', 'visit', 'assignment')),
  id text not null,
  elder_id text,
  patroller_id text,
  primary key (community, kind, id)
);
create unique index changes_order on changes (community, version, id, kind);

create table elders (
  elder_id text primary key,
  community text not null references areas (code),
  -- HMAC of the ID number under the server's key; the number itself is encrypted.
  id_number_hash bytea,
  id_number_box bytea,
  name text not null,
  birth_on text,
  -- Sensitive profile (§4.2 classes S and R) that the phone never gets; encrypted JSON.
  profile_box bytea,
  status text not null default 'active',
  -- The Elder of domain/elder.ts as ready JSON text, read by the phone's pull as it is.
  row_text text not null,
  -- Copies for lists and searches.
  plate text not null,
  level int,
  next_due_on date,
  demo boolean not null default false,
  version bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index elders_id_number on elders (id_number_hash) where id_number_hash is not null;
create index elders_who on elders (community, name, birth_on);

-- Kept when it ends, so that the phone can be told to drop the elder.
create table assignments (
  elder_id text not null references elders (elder_id),
  patroller_id text not null references users (user_id),
  community text not null,
  active boolean not null default true,
  since timestamptz not null default now(),
  ended_at timestamptz,
  primary key (elder_id, patroller_id)
);
create index assignments_patroller on assignments (patroller_id) where active;
create index assignments_community on assignments (community);

create table visits (
  visit_id text primary key,
  elder_id text not null references elders (elder_id),
  community text not null,
  patroller_id text not null references users (user_id),
  revision int not null,
  state text not null check (state in ('submitted', 'returned', 'approved', 'void')),
  outcome text not null,
  visited_on date not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  level int,
  -- 0 none … 4 critical.
  worst int not null default 0,
  -- The Visit of domain/visit.ts as ready JSON text.
  row_text text not null,
  clock_offset_ms bigint,
  version bigint not null default 0
);
create index visits_elder on visits (elder_id, occurred_at desc);
create index visits_queue on visits (community, state, occurred_at);
create index visits_patroller on visits (patroller_id, occurred_at desc);

-- Every revision as it was sent, with what the server made of it.
create table visit_revisions (
  visit_id text not null references visits (visit_id),
  revision int not null,
  community text not null,
  mutation_id text,
  record jsonb not null,
  result jsonb not null,
  received_at timestamptz not null default now(),
  primary key (visit_id, revision)
);

create table hazards (
  hazard_id text primary key,
  elder_id text not null references elders (elder_id),
  community text not null,
  item text not null,
  severity text not null,
  state text not null,
  visit_id text not null,
  found_on date not null,
  -- The Hazard of domain/hazard.ts.
  content jsonb not null,
  version bigint not null default 0
);
create index hazards_elder on hazards (elder_id, state);
create index hazards_community on hazards (community, state);

-- One row a mutation ever received: the same id always gets the same verdict [K2].
create table mutations (
  mutation_id text primary key,
  device_id text not null,
  user_id text not null,
  dseq bigint not null,
  hash text not null,
  kind text not null,
  community text,
  elder_id text,
  verdict text not null check (verdict in ('applied', 'rejected', 'held')),
  code text,
  version bigint,
  occurred_at timestamptz,
  received_at timestamptz not null default now(),
  -- Kept raw for held and rejected ones.
  envelope jsonb
);
create index mutations_device on mutations (device_id, dseq);
create index mutations_held on mutations (community) where verdict = 'held';

create table audit_log (
  audit_id bigserial primary key,
  at timestamptz not null default now(),
  actor_id text not null,
  act text not null,
  community text,
  object_id text,
  detail jsonb
);
create index audit_community on audit_log (community, at);

-- ---------------------------------------------------------------------------------------------------------------
-- Row-level security under the check of server/auth [K8]. The principal of a transaction is set by
-- server/db/connection.ts and by nothing else:
--   xunan.role   'system' | 'patroller' | 'supervisor' | 'admin' | '' (nobody)
--   xunan.user   user id
--   xunan.areas  area codes separated by commas
-- An unset principal sees nothing.

create function principal_role() returns text language sql stable parallel safe
  as $$ select coalesce(current_setting('xunan.role', true), '') $$;
create function principal_user() returns text language sql stable parallel safe
  as $$ select coalesce(current_setting('xunan.user', true), '') $$;
-- Areas are prefixes of each other: 6 digits district, 9 street, 12 community.
create function in_areas(community text) returns boolean language sql stable parallel safe
  as $$ select exists (
    select from unnest(string_to_array(coalesce(current_setting('xunan.areas', true), ''), ',')) as area
    where area <> '' and community like area || '%') $$;
create function is_system() returns boolean language sql stable parallel safe
  as $$ select principal_role() = 'system' $$;
create function supervises(community text) returns boolean language sql stable parallel safe
  as $$ select principal_role() = 'supervisor' and in_areas(community) $$;

create function visits_elder(elder text) returns boolean language sql stable parallel safe
  as $$ select principal_role() = 'patroller' and exists (
    select from assignments a where a.elder_id = elder and a.patroller_id = principal_user() and a.active) $$;

do $$
declare t text;
begin
  foreach t in array array['elders', 'assignments', 'visits', 'visit_revisions', 'hazards', 'mutations', 'audit_log',
                           'users', 'user_areas', 'sessions', 'sign_in_failures', 'devices', 'changes', 'community_versions']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I using (is_system()) with check (is_system())', t || '_system', t);
  end loop;
end $$;

create policy elders_patroller on elders for select using (visits_elder(elder_id));
create policy elders_supervisor on elders using (supervises(community)) with check (supervises(community));

create policy assignments_patroller on assignments for select
  using (principal_role() = 'patroller' and patroller_id = principal_user());
create policy assignments_supervisor on assignments using (supervises(community)) with check (supervises(community));
create policy assignments_admin on assignments for select using (principal_role() = 'admin');

create policy visits_patroller on visits for select
  using (principal_role() = 'patroller' and patroller_id = principal_user());
create policy visits_supervisor on visits using (supervises(community)) with check (supervises(community));
create policy visit_revisions_supervisor on visit_revisions using (supervises(community)) with check (supervises(community));
create policy hazards_supervisor on hazards using (supervises(community)) with check (supervises(community));
create policy hazards_patroller on hazards for select using (visits_elder(elder_id));

create policy mutations_patroller on mutations for select
  using (principal_role() = 'patroller' and user_id = principal_user());
create policy mutations_supervisor on mutations for select using (supervises(community));

create policy audit_insert on audit_log for insert with check (actor_id = principal_user());
create policy audit_supervisor on audit_log for select using (supervises(community));
create policy audit_admin on audit_log for select using (principal_role() = 'admin');

create policy users_self on users for select using (user_id = principal_user());
create policy users_admin on users using (principal_role() = 'admin') with check (principal_role() = 'admin');
create policy users_supervisor on users for select using (principal_role() = 'supervisor' and exists (
  select from user_areas ua where ua.user_id = users.user_id and in_areas(ua.area_code)));
create policy user_areas_self on user_areas for select using (user_id = principal_user());
create policy user_areas_admin on user_areas using (principal_role() = 'admin') with check (principal_role() = 'admin');
create policy user_areas_supervisor on user_areas for select using (principal_role() = 'supervisor' and in_areas(area_code));

create policy devices_supervisor on devices for select using (principal_role() = 'supervisor' and exists (
  select from user_areas ua where ua.user_id = devices.user_id and in_areas(ua.area_code)));
create policy devices_admin on devices for select using (principal_role() = 'admin');

create policy changes_patroller on changes for select using (
  (kind = 'community' and exists (select from assignments a
     where a.community = changes.community and a.patroller_id = principal_user()))
  or (kind = 'assignment' and patroller_id = principal_user())
  or visits_elder(elder_id));
create policy changes_supervisor on changes using (supervises(community)) with check (supervises(community));
create policy community_versions_supervisor on community_versions using (supervises(community)) with check (supervises(community));
create policy community_versions_patroller on community_versions for select using (principal_role() = 'patroller');
