-- Besides releases, jobs are about changes and about all releases of a repository.
alter table release_jobs rename to jobs;
alter table jobs rename column tag to subject;
alter table jobs add column kind varchar(20) not null default 'RELEASE';
alter table jobs add column base text;
alter table jobs add column pull_request integer;
alter table jobs add column asked bigint not null default 0;
alter table jobs add column concluded varchar(20);
alter table jobs add column seen text;
alter table jobs add column told integer;

-- Where the check runs of a job stand, one row for each commit.
create table standings (
  job_id varchar(500) not null,
  commit_id varchar(64) not null,
  repository_id bigint not null,
  role varchar(20) not null,
  state varchar(20) not null,
  primary key (job_id, commit_id)
);

insert into standings (job_id, commit_id, repository_id, role, state)
select id, commit_id, repository_id, 'SUBJECT', case when announced then 'WAITING' else 'CONCLUDED' end
from jobs
where commit_id is not null and opted_in;

create index standings_commit on standings (repository_id, commit_id);

alter table jobs drop column commit_id;
alter table jobs drop column announced;

-- What is known of each repository. Times as in jobs; survey_at is when all of its releases are
-- looked through next, null for one that wants no check runs or may not be read any more.
create table repositories (
  id bigint not null primary key,
  installation_id bigint not null,
  name varchar(201) not null,
  materials text not null,
  opted_in boolean not null,
  surveyed_at bigint not null,
  survey_at bigint
);

create index repositories_survey on repositories (survey_at);
