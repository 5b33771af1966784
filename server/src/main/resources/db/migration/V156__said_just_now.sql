-- Whether somebody said something about a person in this very transaction is asked at every write. By account alone the
-- planner sometimes read all that a busy registrar ever wrote down: by moment too there is nothing to read but what counts.
create index answer_recorded_by_at on answer (recorded_by, recorded_at);
drop index answer_recorded_by;
