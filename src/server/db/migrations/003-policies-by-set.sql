-- The patroller's policies with the set of assigned elders worked out once a statement instead of once a row:
-- a first download reads thousands of lines, and a function call for each made it take minutes [K8].

drop policy elders_patroller on elders;
create policy elders_patroller on elders for select using (principal_role() = 'patroller' and elder_id in (
  select a.elder_id from assignments a where a.patroller_id = principal_user() and a.active));

drop policy hazards_patroller on hazards;
create policy hazards_patroller on hazards for select using (principal_role() = 'patroller' and elder_id in (
  select a.elder_id from assignments a where a.patroller_id = principal_user() and a.active));

drop policy changes_patroller on changes;
create policy changes_patroller on changes for select using (principal_role() = 'patroller' and case kind
  when 'community' then community in (select a.community from assignments a where a.patroller_id = principal_user())
  when 'assignment' then patroller_id = principal_user()
  -- Lines about visits say whose visit it was.
  when 'visit' then patroller_id = principal_user() and elder_id in (
    select a.elder_id from assignments a where a.patroller_id = principal_user() and a.active)
  else elder_id in (select a.elder_id from assignments a where a.patroller_id = principal_user() and a.active)
end);

drop function visits_elder(text);

-- A phone walks the log from its cursor on; ids are compared byte by byte, whatever the language of the database.
create index changes_walk on changes (community, version, id collate "C");
-- Its own visits, elder by elder.
create index visits_own on visits (patroller_id, elder_id);
