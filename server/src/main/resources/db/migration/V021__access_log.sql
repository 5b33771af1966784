-- Who saw a person's data, in every organisation: for those who work with the person in the person's own organisation,
-- and for its data protection officer while a request of the person is open. No detail, no subjects: a list that showed
-- other persons too tells nothing about them, and names of facts can be sensitive.

create function access_log_of(of_person uuid, before_at timestamptz, before_chain uuid, before_number bigint,
                              at_most integer)
    returns table (at timestamptz, chain uuid, number bigint, organisation text, account text, roles text[],
                   action text, kind text, reason text)
    language plpgsql stable security definer set search_path = amparo, pg_temp as
$$
begin
    -- The same reach as row condition person-in-reach, without what was shared by others or opened in an emergency.
    if not exists (select 1 from person p
                   where p.id = of_person and p.organisation = acting_organisation()
                     and ((acting_room() = 'frontline'
                             and (acting_scope() = 'organisation' or p.site = any (acting_sites())
                                  or p.entered_by = acting_account() or p.id = any (acting_assigned())))
                          or (acting_room() = 'oversight' and p.id = any (acting_data_requests())))) then
        return;
    end if;
    return query
        select e.at, e.chain, e.number, o.name, a.display_name, e.roles, e.action, e.kind, e.reason
        from audit_entry e left join organisation o on o.id = e.chain left join account a on a.id = e.account
        where e.subjects @> array[of_person]
          and (before_at is null or (e.at, e.chain, e.number) < (before_at, before_chain, before_number))
        order by e.at desc, e.chain desc, e.number desc
        limit least(at_most, 1001);
end
$$;
