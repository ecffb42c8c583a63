-- Times are milliseconds since 1970 in UTC. A delivery waits while next_attempt_at is set.
create table deliveries (
  guid varchar(36) not null primary key,
  event varchar(100) not null,
  action varchar(100),
  installation_id bigint,
  repository varchar(201),
  payload ${bytes} not null,
  received_at bigint not null,
  attempts integer not null,
  next_attempt_at bigint,
  outcome varchar(20) not null,
  detail text,
  concluded_at bigint
);

create index deliveries_waiting on deliveries (next_attempt_at) where next_attempt_at is not null;
create index deliveries_concluded on deliveries (concluded_at) where concluded_at is not null;
