-- Answers that are lists (relatives, stays, documents) are one answer for each record: the newest answer to a record is
-- what holds, and one that says {"removed": true} takes the record away. Nothing is changed and nothing deleted.
alter table answer
    add column record uuid,
    add column basis  text check (length(basis) <= 40);       -- how an age was estimated, or a document seen
create index answer_record on answer (person, fact, record, recorded_at desc, id desc) where record is not null;

comment on column answer.language is 'in which language it was said: ISO 639';
comment on column answer.interpreter is 'whether somebody interpreted; null: not noted';
comment on column answer.true_as_of is 'the day of which the answer tells, if that is not the day it was recorded';
