-- Whoever takes a consent back takes back what was offered on it as well: an offer that nobody answered yet ends, and says
-- why in the history of the sender's case. The receiver learns that it was taken back, as with every other.
create or replace function consent_withdrawn() returns trigger language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    files uuid[] := files_of_person(new.person);
begin
    if new.purpose in ('sharing', 'registration') then
        update share set until = now()
            where person = any (files) and from_organisation = new.organisation and basis = 'consent' and until > now();
        with back as (
            update case_transfer t set state = 'withdrawn', decided_by = new.withdrawn_by, decided_at = now()
            where t.state = 'offered' and t.from_organisation = new.organisation
              and exists (select 1 from case_transfer_person tp
                          where tp.transfer = t.id and tp.person = any (files) and tp.basis = 'consent')
            returning t.id, t.file)
        insert into case_event (id, file, organisation, kind, subject, before, after, version, account)
        select gen_random_uuid(), c.id, c.organisation, 'transfer-no-consent', b.id, 'offered', 'withdrawn', c.version,
               new.withdrawn_by
        from back b join case_file c on c.id = b.file;
    end if;
    if new.purpose = 'photo' then
        delete from photo p where p.person = any (files) and p.organisation = new.organisation;
    end if;
    return null;
end
$$;
