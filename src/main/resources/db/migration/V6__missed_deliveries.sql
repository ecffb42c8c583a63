-- Deliveries that failed by GitHub's account. Times are milliseconds since 1970 in UTC. delivery_id
-- and delivered_at are the newest attempt's; ask_at is when GitHub is asked for it again, null for
-- one that is not asked for any more.
create table missed_deliveries (
  guid varchar(36) not null primary key,
  delivery_id bigint not null,
  installation_id bigint,
  delivered_at bigint not null,
  asked integer not null,
  ask_at bigint
);

create index missed_deliveries_due on missed_deliveries (ask_at) where ask_at is not null;

-- How far GitHub's list of deliveries was read, in one row. It is read from the newest to what was
-- seen before; next_page is where a reading that is under way goes on, newest where it began.
create table delivery_listing (
  seen_until bigint,
  newest bigint,
  next_page varchar(500),
  failures integer not null,
  not_before bigint
);

insert into delivery_listing (failures) values (0);
