-- With the person goes all that profiling holds of them.
create function profiling_erase() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    delete from flag_reading r where r.person = new.id;
    delete from flag_share s where s.person = new.id;
    delete from flag_opinion o where o.person = new.id;
    delete from flag_event e where e.person = new.id;
    delete from flag f where f.person = new.id;
    delete from interview_question q where q.person = new.id;
    delete from interview i where i.person = new.id;
    delete from immediate_alert a where a.person = new.id;
    delete from child_notice c where c.person = new.id;
    delete from surge_number s where s.person = new.id;
    return null;
end
$$;
create trigger profiling_erase after update of erased_at on person for each row
    when (old.erased_at is null and new.erased_at is not null) execute function profiling_erase();

insert into retention_kind (kind, target, condition) values
    ('surge-number', 'surge_number', 'given_at < $1'),
    ('immediate-alert', 'immediate_alert', 'done_at < $1 and not is_held(person)');
