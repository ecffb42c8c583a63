-- Both are read whole for the order of what waits, and without the rows themselves: in SQLite all
-- that comes after a payload is reached through the payload.
drop index deliveries_waiting;

create index deliveries_waiting on deliveries
  (next_attempt_at, received_at, installation_id, guid, attempts)
where next_attempt_at is not null;

create index jobs_open_by_installation on jobs (installation_id, id) where closed_at is null;
