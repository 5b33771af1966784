-- Referrals: a person's need goes to the queue of an organisation, with the least that it needs to know, a clock that does not
-- stop until somebody answers, and an answer that comes back.

create table referral (
    id                uuid primary key,
    code              text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),  -- on the slip; random, tells nothing
    person            uuid not null references person,
    from_organisation uuid not null references organisation,
    organisation      uuid not null references organisation,  -- whose queue
    service           uuid not null references service,
    sector            text not null,
    guarded           boolean not null generated always as (sector in ('gbv', 'trafficking')) stored,
    urgency           text not null check (urgency in ('emergency', 'high', 'medium', 'routine')),
    basis             text not null check (basis in ('consent', 'child-in-danger', 'vital-interest')),
    facts             text[] not null default '{}',
    screens           text[] not null default '{}',      -- flags that were ticked for the receiver
    state             text not null default 'drafted' check (state in ('drafted', 'sent', 'seen', 'accepted', 'declined',
                          'waiting', 'in-progress', 'completed', 'not-reached', 'withdrawn')),
    because           text,                              -- of a no, an outcome or a withdrawal: a code of its list
    words             text check (length(words) <= 300),
    waiting_until     date,
    made_by           uuid not null references account,
    made_at           timestamptz not null default now(),
    since             timestamptz not null,              -- from when the clock runs: when the flag was raised, or now
    law_until         timestamptz,
    leaves_at         timestamptz,
    due_at            timestamptz not null,              -- the earliest of urgency, law and leaving
    due_by            text not null check (due_by in ('urgency', 'law', 'leaving')),
    follow_hours      integer not null check (follow_hours between 1 and 2000),
    sent_by           uuid references account,
    sent_at           timestamptz,
    seen_at           timestamptz,
    answered_by       uuid references account,
    answered_at       timestamptz,
    ended_at          timestamptz,
    changed_at        timestamptz not null default now(),
    news              boolean not null default false,    -- the sender has not looked since the receiver acted
    tell              boolean not null default false,    -- the person has not been told since
    step              smallint not null default 0,       -- how far the clock has called
    tick_at           timestamptz,                       -- when it has something to do next; none: never
    instead_of        uuid references referral on delete set null,
    check (organisation <> from_organisation),
    check ((state = 'drafted') = (sent_at is null)),
    foreign key (service, organisation) references service (id, organisation)
);
create index referral_tick on referral (tick_at) where tick_at is not null;
create index referral_in on referral (organisation, due_at, id)
    where state in ('sent', 'seen', 'accepted', 'waiting', 'in-progress');
create index referral_in_all on referral (organisation, id desc);
create index referral_out on referral (from_organisation, id desc);
create index referral_late_in on referral (organisation, due_at) where step >= 2;
create index referral_late_out on referral (from_organisation, due_at) where step >= 2;
create index referral_news on referral (from_organisation, id desc) where news;
create index referral_tell on referral (from_organisation, id desc) where tell;
create index referral_person on referral (person);
create index referral_instead on referral (instead_of) where instead_of is not null;

-- Exactly what the receiver sees, as it was when it was sent (sealed); gone with the withdrawal.
create table referral_content (
    referral          uuid primary key references referral on delete cascade,
    from_organisation uuid not null references organisation,
    content           bytea not null
);

-- What the person said to this referral; or who decided on which ground of the law.
create table referral_consent (
    referral          uuid primary key references referral on delete cascade,
    from_organisation uuid not null references organisation,
    person            uuid not null references person,
    basis             text not null,
    language          text check (language ~ '^[a-z]{2,3}$'),
    way               text check (way in ('spoken', 'signed', 'thumbprint')),
    interpreter       boolean not null default false,
    witness           text check (length(witness) <= 200),
    text              text check (length(text) <= 4000),  -- what was read to them
    reason            text check (length(reason) <= 1000),  -- why it was not asked
    recorded_by       uuid not null references account,
    recorded_at       timestamptz not null default now(),
    check ((basis = 'consent') = (way is not null and language is not null and text is not null)),
    check (basis = 'consent' or length(trim(reason)) >= 10)
);
create index referral_consent_person on referral_consent (person);

-- What happened, told to both sides. Written by the functions below alone.
create table referral_event (
    id       uuid primary key,
    referral uuid not null references referral on delete cascade,
    kind     text not null check (kind ~ '^[a-z][a-z-]{0,39}$'),
    because  text,
    words    text check (length(words) <= 300),
    by_organisation uuid references organisation,        -- none: the clock
    account  uuid references account,
    at       timestamptz not null default now()
);
create index referral_event_referral on referral_event (referral, at, id);

create function referral_code() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    random bytea;
    more   bytea;
    made   text;
    place  integer;
begin
    loop
        random := uuid_send(gen_random_uuid());
        more := uuid_send(gen_random_uuid());
        made := '';
        foreach place in array array[0, 1, 2, 3, 4] loop
            made := made || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(random, place) & 31) + 1, 1)
                || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(more, place) & 31) + 1, 1);
        end loop;
        exit when not exists (select 1 from referral r where r.code = made);
    end loop;
    new.code := made;
    return new;
end
$$;
create trigger referral_code before insert on referral for each row execute function referral_code();

-- Never to the country that somebody fled: no authority of a country of which they are a national receives anything of them.
create function referral_receiver() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if exists (
        select 1 from organisation o
        where o.id = new.organisation and o.kind like '%-authority'
          and exists (select 1 from answer a where a.person = new.person and a.fact = 'nationality'
                      and a.value @> to_jsonb(o.country::text))
          -- Whoever was returned, or never left, is helped there by their own authorities.
          and not coalesce((select a.value = to_jsonb(o.country::text) from answer a
                            where a.person = new.person and a.fact = 'country_now'
                            order by a.recorded_at desc, a.id desc limit 1), false)) then
        raise check_violation using message = 'never to the authorities of the country that somebody left';
    end if;
    return new;
end
$$;
create trigger referral_receiver before insert on referral for each row execute function referral_receiver();

create function referral_worker() returns boolean language sql stable security definer set search_path = amparo, pg_temp
    return acting_sealed() and acting_room() = 'frontline' and acting_account() is not null
        and (acting_has('case-worker') or acting_has('protection-specialist') or acting_has('supervisor')
            or acting_has('referral-focal-point') or acting_has('asylum-officer'));

create function referral_log(in_referral uuid, in_kind text, in_because text, in_words text) returns void
    language sql security definer set search_path = amparo, pg_temp
begin atomic
    insert into referral_event (id, referral, kind, because, words, by_organisation, account)
    values (gen_random_uuid(), in_referral, in_kind, in_because, in_words, acting_organisation(), acting_account());
end;

-- Sends a draft. Gives the state that holds now: a second click finds it sent.
create function referral_send(in_referral uuid) returns text language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    one referral;
begin
    if not referral_worker() then
        raise insufficient_privilege using message = 'not in this role';
    end if;
    select * into one from referral r where r.id = in_referral and r.from_organisation = acting_organisation() for update;
    if not found then
        return null;
    end if;
    if one.state <> 'drafted' then
        return one.state;
    end if;
    if one.person = any (acting_emergencies()) then
        raise insufficient_privilege using message = 'a file that is open for an emergency is not handed on';
    end if;
    if not exists (select 1 from person p where p.id = one.person and p.organisation = one.from_organisation
                   and p.erased_at is null and p.merged_into is null)
            or not exists (select 1 from organisation o where o.id = one.organisation and o.active
                           and o.kind not in ('border-authority', 'monitor'))
            or not exists (select 1 from service s where s.id = one.service and s.active and s.online)
            or not exists (select 1 from referral_consent c where c.referral = one.id and c.basis = one.basis)
            or not exists (select 1 from referral_content c where c.referral = one.id) then
        return 'changed';
    end if;
    update referral set state = 'sent', sent_by = acting_account(), sent_at = now(), changed_at = now(), step = 0,
        tick_at = now() + greatest(due_at - now(), interval '0') / 2 where id = one.id;
    perform referral_log(one.id, 'sent', null, null);
    return 'sent';
end
$$;

-- The receiver opened it.
create function referral_seen(in_referral uuid) returns boolean language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
begin
    if not referral_worker() then
        return false;
    end if;
    update referral set state = 'seen', seen_at = now(), changed_at = now()
        where id = in_referral and organisation = acting_organisation() and state = 'sent';
    if found then
        perform referral_log(in_referral, 'seen', null, null);
        return true;
    end if;
    return false;
end
$$;

-- Flags that were ticked for somebody who has no referral of the person any more.
create function referral_flags_end(in_person uuid, in_from uuid, in_to uuid) returns void language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
begin
    if not exists (select 1 from referral r where r.person = in_person and r.from_organisation = in_from
                   and r.organisation = in_to and r.state in ('sent', 'seen', 'accepted', 'waiting', 'in-progress')) then
        update flag_share s set until = now()
            where s.person = in_person and s.from_organisation = in_from and s.organisation = in_to and s.until > now();
    end if;
end
$$;

-- Every other step. Gives the state that holds now; what does not follow from the state before changes nothing.
create function referral_move(in_referral uuid, in_to text, in_because text, in_words text, in_until date) returns text
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    one      referral;
    me       uuid := acting_account();
    ours     uuid := acting_organisation();
    receiver boolean;
    ends     boolean := in_to in ('declined', 'completed', 'not-reached', 'withdrawn');
begin
    if not referral_worker() then
        raise insufficient_privilege using message = 'not in this role';
    end if;
    select * into one from referral r where r.id = in_referral and (r.organisation = ours or r.from_organisation = ours)
        for update;
    if not found or (one.state = 'drafted' and one.from_organisation <> ours) then
        return null;
    end if;
    receiver := one.organisation = ours;
    if receiver and not (acting_scope() = 'organisation' or acting_has('supervisor') or acting_has('referral-focal-point')
                         or one.answered_by = me or one.person = any (acting_assigned())) then
        return null;
    end if;
    if in_to = 'withdrawn' then
        if one.state not in ('sent', 'seen', 'accepted', 'waiting', 'in-progress') then
            return one.state;
        end if;
        if in_because not in ('person', 'mistake', 'moved-on') or (in_because <> 'person' and receiver) then
            raise check_violation using message = 'a referral is withdrawn by the person, or by who sent it';
        end if;
    else
        if not receiver then
            raise insufficient_privilege using message = 'the receiver answers';
        end if;
        if not ((in_to in ('accepted', 'declined') and one.state in ('sent', 'seen', 'waiting'))
                or (in_to = 'waiting' and one.state in ('sent', 'seen', 'waiting'))
                or (in_to = 'in-progress' and one.state in ('accepted'))
                or (in_to in ('completed', 'not-reached') and one.state in ('accepted', 'in-progress', 'waiting'))) then
            return one.state;
        end if;
        if (in_to = 'declined' and (in_because is null or in_because not in ('full', 'no-mandate', 'too-far', 'not-eligible',
                'not-enough-told', 'closed', 'other')))
                or (in_to = 'completed' and (in_because is null or in_because not in ('received', 'partly', 'advice',
                'not-wanted', 'referred-on'))) then
            raise check_violation using message = 'a reason of the list is needed';
        end if;
    end if;
    if in_to = 'accepted' then
        if not exists (select 1 from person p where p.id = one.person and p.organisation = one.from_organisation
                       and p.erased_at is null) then
            return 'changed';
        end if;
        if cardinality(one.facts) > 0 then
            insert into share (id, person, organisation, from_organisation, shared_by, facts, basis, consented_at, until)
            values (one.id, one.person, ours, one.from_organisation, one.sent_by, one.facts, one.basis, one.sent_at,
                    now() + interval '180 days');
        end if;
        insert into assignment (id, person, account, organisation, assigned_by)
        select gen_random_uuid(), one.person, me, ours, me on conflict do nothing;
    end if;
    update referral set
        state = in_to,
        because = case when in_to in ('in-progress', 'accepted', 'waiting') then because else in_because end,
        words = coalesce(nullif(trim(in_words), ''), words),
        waiting_until = case when in_to = 'waiting' then in_until end,
        answered_by = case when receiver and answered_at is null then me else answered_by end,
        answered_at = case when receiver and answered_at is null then now() else answered_at end,
        seen_at = coalesce(seen_at, case when receiver then now() end),
        ended_at = case when ends then now() end,
        changed_at = now(), step = 0,
        news = case when receiver then true else false end,
        tell = in_to <> 'in-progress' and not (in_to = 'withdrawn' and in_because = 'person'),
        tick_at = case when ends then null
            when in_to = 'waiting' and in_until is not null then in_until::timestamptz
            else now() + make_interval(hours => follow_hours) end
        where id = one.id;
    if in_to = 'withdrawn' then
        delete from referral_content c where c.referral = one.id;
        update share set until = now() where id = one.id and until > now();
        perform referral_flags_end(one.person, one.from_organisation, one.organisation);
    end if;
    perform referral_log(one.id, in_to, in_because, nullif(trim(in_words), ''));
    return in_to;
end
$$;

-- What both sides may note: somebody was telephoned, the person was told, the sender has read the news.
create function referral_note(in_referral uuid, in_kind text, in_because text, in_words text) returns boolean
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    one referral;
begin
    if not referral_worker() then
        raise insufficient_privilege using message = 'not in this role';
    end if;
    select * into one from referral r where r.id = in_referral and r.from_organisation = acting_organisation()
        and r.state <> 'drafted' for update;
    if not found then
        return false;
    end if;
    if in_kind = 'read' then
        update referral set news = false where id = one.id and news;
        return true;
    elsif in_kind = 'told' then
        if in_because not in ('in-person', 'telephone', 'message', 'through-somebody', 'could-not') then
            raise check_violation using message = 'how was the person told?';
        end if;
        update referral set tell = in_because = 'could-not' where id = one.id;
    elsif in_kind = 'called' then
        if in_because not in ('answered', 'will-act', 'no-answer', 'wrong-number') or length(trim(in_words)) < 2 then
            raise check_violation using message = 'who answered?';
        end if;
    else
        raise check_violation using message = 'nothing that can be noted';
    end if;
    perform referral_log(one.id, in_kind, in_because, nullif(trim(in_words), ''));
    return true;
end
$$;

-- The clock. Reads the index of what is due and nothing else; two that run at once share the work.
create function referral_tick(at_most integer) returns table (referral uuid, kind text) language sql security definer
    set search_path = amparo, pg_temp
begin atomic
    with due as (
        select r.id from referral r where r.tick_at <= now() order by r.tick_at limit at_most for update skip locked
    ), rung as (
        update referral r set
            step = case when r.state in ('sent', 'seen') then least(4, greatest(r.step + 1,
                       case when now() >= r.due_at + greatest(r.due_at - r.sent_at, interval '1 hour') / 2 then 3
                            when now() >= r.due_at then 2 else 1 end))
                   else least(4, r.step + 1) end,
            tick_at = case when r.state in ('sent', 'seen') then
                       case when r.step >= 2 or now() >= r.due_at + greatest(r.due_at - r.sent_at, interval '1 hour') / 2
                                then now() + interval '1 day'
                            when r.step >= 1 or now() >= r.due_at
                                then r.due_at + greatest(r.due_at - r.sent_at, interval '1 hour') / 2
                            else r.due_at end
                   when r.state in ('accepted', 'in-progress', 'waiting') then now() + make_interval(hours => r.follow_hours)
                   end
        from due where r.id = due.id
        returning r.id, r.state, r.step
    ), told as (
        insert into referral_event (id, referral, kind)
        select gen_random_uuid(), g.id,
               (case when g.state in ('sent', 'seen') then '' else 'follow-up-' end)
               || case g.step when 1 then 'reminded' when 2 then 'to-supervisor' when 3 then 'to-coordinator'
                              else 'still-silent' end
        from rung g where g.state in ('sent', 'seen', 'accepted', 'in-progress', 'waiting')
        returning referral_event.referral, referral_event.kind
    )
    select t.referral, t.kind from told t;
end;

-- Whoever takes back the consent to sharing, or to being written down at all, ends what rests on it in the same moment.
create function referral_consent_back() returns trigger language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
begin
    if old.withdrawn_at is null and new.withdrawn_at is not null and new.purpose in ('sharing', 'registration') then
        with ended as (
            update referral set state = 'withdrawn', because = 'person', ended_at = now(), changed_at = now(), news = true,
                tell = false, tick_at = null, step = 0
                where person = new.person and from_organisation = new.organisation and basis = 'consent'
                  and state in ('sent', 'seen', 'accepted', 'waiting', 'in-progress') returning id
        ), gone as (
            delete from referral_content c using ended e where c.referral = e.id
        ), shut as (
            update share s set until = now() from ended e where s.id = e.id and s.until > now()
        )
        insert into referral_event (id, referral, kind, because, by_organisation, account)
        select gen_random_uuid(), e.id, 'withdrawn', 'person', acting_organisation(), acting_account() from ended e;
        perform referral_flags_end(new.person, new.organisation, r.organisation)
            from referral r where r.person = new.person and r.from_organisation = new.organisation;
        delete from referral where person = new.person and from_organisation = new.organisation and basis = 'consent'
            and state = 'drafted';
    end if;
    return null;
end
$$;
create trigger referral_consent_back after update on consent for each row execute function referral_consent_back();

-- With the person goes every referral of theirs.
create function referral_erase() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    delete from referral r where r.person = new.id;
    return null;
end
$$;
create trigger referral_erase after update of erased_at on person for each row
    when (old.erased_at is null and new.erased_at is not null) execute function referral_erase();

insert into retention_kind (kind, target, condition) values
    ('referral', 'referral', 'ended_at < $1 and not is_held(person)'),
    ('referral-draft', 'referral', 'state = ''drafted'' and made_at < $1');

-- For whoever coordinates (who steers this installation): organisations that do not answer, by name, without a word about
-- persons.
create function referral_coordinates() returns boolean language sql stable security definer set search_path = amparo, pg_temp
    return acting_sealed() and acting_is_steward() and acting_room() in ('frontline', 'desk')
        and (acting_has('supervisor') or acting_has('referral-focal-point') or acting_has('analyst'));

create function referral_silent() returns table (name text, sector text, waiting bigint, oldest timestamptz, step integer)
    language sql stable security definer set search_path = amparo, pg_temp
begin atomic
    select o.name, r.sector, count(*), min(r.due_at), max(r.step)::integer
    from referral r join organisation o on o.id = r.organisation
    where referral_coordinates() and r.state in ('sent', 'seen') and r.step >= 2 and r.due_at < now()
    group by o.name, r.sector order by count(*) desc, o.name, r.sector limit 200;
end;

-- How referrals go, by service. Of the own organisation, sent and received; for whoever coordinates, of all. An answer is in
-- time if it came before it was due.
create function referral_figures(in_since timestamptz) returns table (organisation text, service text, sector text,
    mine boolean, sent bigint, due bigint, in_time bigint, accepted bigint, completed bigint, silent bigint)
    language sql stable security definer set search_path = amparo, pg_temp
begin atomic
    select o.name, s.name, r.sector, r.organisation = acting_organisation(), count(*),
           count(*) filter (where r.answered_at is not null or r.due_at < now()),
           count(*) filter (where r.answered_at <= r.due_at),
           count(*) filter (where r.state in ('accepted', 'in-progress', 'completed', 'not-reached')),
           count(*) filter (where r.state = 'completed'),
           count(*) filter (where r.state in ('sent', 'seen') and r.due_at < now())
    from referral r join service s on s.id = r.service join organisation o on o.id = r.organisation
    where acting_sealed() and r.sent_at >= in_since
      and (referral_coordinates() or (acting_room() = 'frontline'
           and (r.organisation = acting_organisation() or r.from_organisation = acting_organisation())))
    group by o.name, s.id, s.name, r.sector, r.organisation order by o.name, s.name limit 500;
end;

-- How long services take to answer, for whoever proposes: hours in the middle, of the last ninety days, from five on.
create function referral_answer_hours(in_services uuid[]) returns table (service uuid, hours double precision)
    language sql stable security definer set search_path = amparo, pg_temp
begin atomic
    select r.service,
           percentile_cont(0.5) within group (order by extract(epoch from coalesce(r.answered_at, now()) - r.sent_at) / 3600)
    from referral r
    where acting_sealed() and r.service = any (in_services) and r.sent_at > now() - interval '90 days'
      and (r.answered_at is not null or r.due_at < now())
    group by r.service having count(*) >= 5;
end;
create index referral_service on referral (service, sent_at);
