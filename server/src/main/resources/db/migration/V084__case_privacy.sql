-- What goes with a person and with time.

-- With the person goes all that is said of them in cases of the own organisation, and of those that are no authority; what
-- an authority wrote itself stays under its own law, as with answers. A family's case goes on with the next person.
create function case_erase() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    gone uuid[];
begin
    gone := array(select c.id from case_file c join case_person cp on cp.file = c.id and cp.person = new.id
                  join organisation o on o.id = c.organisation
                  where c.organisation = new.organisation or o.kind not like '%-authority');
    -- An offer that nobody answered yet has nothing more to offer.
    update case_transfer t set state = 'withdrawn', decided_at = now()
        where t.state = 'offered'
          and exists (select 1 from case_transfer_person tp where tp.transfer = t.id and tp.person = new.id);
    delete from case_transfer_words w using case_transfer_person tp
        where tp.transfer = w.transfer and tp.person = new.id;
    delete from case_transfer_person tp where tp.person = new.id;
    delete from case_note n where n.person = new.id and n.file = any (gone);
    delete from case_attachment a where a.person = new.id and a.file = any (gone);
    delete from case_task t where t.person = new.id and t.file = any (gone);
    delete from case_appointment a where a.person = new.id and a.file = any (gone);
    delete from case_paper p where p.person = new.id and p.file = any (gone);
    delete from case_door d where d.person = new.id and d.file = any (gone);
    update case_event e set reason = null where e.file = any (gone) and e.reason is not null;
    delete from case_person cp where cp.person = new.id and cp.file = any (gone);
    update case_file c
        set person = (select cp.person from case_person cp where cp.file = c.id order by cp.added_at, cp.person limit 1)
        where c.id = any (gone) and c.person = new.id
          and exists (select 1 from case_person cp where cp.file = c.id);
    delete from case_file c where c.id = any (gone) and c.person = new.id;
    return null;
end
$$;

create trigger case_erase after update of erased_at on person for each row
    when (old.erased_at is null and new.erased_at is not null) execute function case_erase();

-- Work on a case keeps a person as an answer does: the older question is asked first, and cases are asked after it.
alter function retention_due_persons(text, timestamptz, integer) rename to retention_due_before_cases;

create function retention_due_persons(in_kind text, before timestamptz, at_most integer) returns setof uuid
    language sql stable security definer set search_path = amparo, pg_temp as
$$
    select due from retention_due_before_cases(in_kind, before, null) as due
            where not exists (select 1 from case_person cp join case_event e on e.file = cp.file
                              where cp.person = due and e.at >= retention_due_persons.before)
              and not exists (select 1 from case_note n where n.person = due and n.recorded_at >= retention_due_persons.before)
              and not exists (select 1 from case_door d where d.person = due and d.valid_until >= retention_due_persons.before)
            order by due limit at_most
$$;

-- Cases that were closed long ago go with all that hangs on them, and offers that came to nothing.
insert into retention_kind (kind, target, condition) values
    ('case', 'case_file', 'status = ''closed'' and changed_at < $1 and not exists'
        || ' (select 1 from case_person cp where cp.file = case_file.id and is_held(cp.person))'),
    ('case-offer', 'case_transfer', 'state in (''declined'', ''withdrawn'') and decided_at < $1 and not exists'
        || ' (select 1 from case_transfer_person tp where tp.transfer = case_transfer.id and is_held(tp.person))');
