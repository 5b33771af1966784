-- People move on: when the hour has come in which they leave, or they say that they are in another country, and nobody has
-- accepted them yet, the next stop is offered. Only the sender learns of it: where somebody went is no business of a service
-- that did not take them.
alter table referral add column moved_at timestamptz;
create index referral_left on referral (from_organisation, id desc)
    where state in ('sent', 'seen', 'waiting') and (moved_at is not null or leaves_at is not null);

-- Called in the transaction that writes down where the person is, for referrals of the organisation that they told it.
create function referral_moved(in_person uuid, in_country text) returns void language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
begin
    if not answered_now(in_person) then
        raise insufficient_privilege using message = 'nothing was answered';
    end if;
    update referral r set moved_at = case when s.country <> in_country then coalesce(r.moved_at, now()) end
        from service s
        where s.id = r.service and r.person = in_person and r.from_organisation = acting_organisation()
          and r.state in ('sent', 'seen', 'waiting') and (r.moved_at is null) = (s.country <> in_country);
end
$$;
