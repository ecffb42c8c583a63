-- What was said last of each release, and what was concluded before. Times are milliseconds since
-- 1970 in UTC. The conclusion stays while a new look at the release is in progress; it is null until
-- there is one. The page is gzipped JSON.
create table verdicts (
  repository_id bigint not null,
  tag text not null,
  installation_id bigint not null,
  repository varchar(201) not null,
  visibility varchar(20) not null,
  commit_id varchar(64) not null,
  conclusion varchar(20),
  title text,
  concluded_at bigint,
  previous_conclusion varchar(20),
  previous_title text,
  previous_at bigint,
  page ${bytes} not null,
  saved_at bigint not null,
  primary key (repository_id, tag)
);

create index verdicts_by_name on verdicts (lower(repository), tag);
