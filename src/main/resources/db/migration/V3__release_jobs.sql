-- Times are milliseconds since 1970 in UTC. A job is open while closed_at is null.
create table release_jobs (
  id varchar(500) not null primary key,
  installation_id bigint not null,
  repository_id bigint not null,
  repository varchar(201) not null,
  tag text not null,
  opened_at bigint not null,
  closed_at bigint,
  wakes bigint not null,
  deadline bigint,
  commit_id varchar(64),
  opted_in boolean not null,
  announced boolean not null,
  looks integer not null,
  failures integer not null,
  faults integer not null,
  not_before bigint
);

create index release_jobs_open on release_jobs (repository_id) where closed_at is null;
