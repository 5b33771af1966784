-- A station of the way that was reached since a referral was sent: in another country, or at another place than those of the
-- service that was asked, the next stop is offered; back at such a place it is not. A service that serves a whole country is
-- not left within it.
create function referral_moved_to(in_person uuid, in_country text, in_place text, in_on date) returns void
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if not answered_now(in_person) then
        raise insufficient_privilege using message = 'nothing was answered';
    end if;
    update referral r set moved_at = case when away.yes then coalesce(r.moved_at, now()) end
        from service s cross join lateral (select s.country <> in_country
                 or (trim(in_place) <> '' and cardinality(s.places) > 0
                     and not exists (select 1 from unnest(s.places) as one (name)
                                     where translate(lower(trim(one.name)), 'áàâãéêíóôõúüñç', 'aaaaeeiooouunc')
                                         = translate(lower(trim(in_place)), 'áàâãéêíóôõúüñç', 'aaaaeeiooouunc'))) as yes) as away
        where s.id = r.service and r.person = in_person and r.from_organisation = acting_organisation()
          and r.state in ('sent', 'seen', 'waiting') and in_on between r.sent_at::date and current_date + 1
          and (r.moved_at is null) = away.yes
          -- A country alone says nothing of where in it.
          and (away.yes or trim(in_place) <> '' or s.country <> in_country);
end
$$;
