-- A return officer who sees a need sends it to those who protect: whom they wrote down themselves, for what they raised
-- themselves, never survivor-level, with the least, as at a border; and only to protection and urgent care. Afterwards they
-- see nothing: that the person asked for protection, or that somebody takes them, is no business of who returns people, and
-- they can take nothing back that was sent.

-- For what kinds of help whoever acts may send on a person: what their own urgent flags and alerts ask for; of a return
-- officer protection and urgent care alone.
create or replace function border_sectors(in_person uuid) returns text[] language sql stable security definer
    set search_path = amparo, pg_temp
    return case when acting_sealed() and acting_room() in ('border', 'returns') and exists (
            select 1 from person p where p.id = in_person and p.entered_by = acting_account() and p.entered_room = acting_room()
              and p.organisation = acting_organisation() and p.erased_at is null and p.merged_into is null)
        then array(
            select distinct sector from (
                select unnest(c.sectors) as sector from flag_clock c join flag f on f.id = c.flag
                where f.person = in_person and f.organisation = acting_organisation() and f.raised_by = acting_account()
                  and f.raised_room = acting_room() and f.sensitivity <> 'survivor' and f.urgency in ('emergency', 'high')
                  and f.closed_at is null
                union all
                select unnest(case a.kind when 'medical' then array['medical'] when 'child-care' then array['child-protection']
                                          when 'food' then array['food-nfi', 'shelter'] else array['shelter', 'asylum-legal'] end)
                from immediate_alert a
                where a.person = in_person and a.organisation = acting_organisation() and a.raised_by = acting_account()
                  and a.raised_room = acting_room() and a.done_at is null) asked
            where sector in ('asylum-legal', 'child-protection', 'medical', 'mhpss')
               or (acting_room() = 'border' and sector in ('shelter', 'food-nfi', 'family-tracing', 'disability'))
            order by sector)
        else '{}' end;

-- Writes a draft; false if it may not be. Twice under one id it is there once.
create or replace function border_refer(in_id uuid, in_person uuid, in_service uuid, in_facts text[], in_times jsonb, in_content bytea,
        in_said jsonb) returns boolean language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    to_service service;
begin
    if exists (select 1 from referral r where r.id = in_id) then
        return exists (select 1 from referral r where r.id = in_id and r.made_by = acting_account()
                       and r.from_organisation = acting_organisation() and r.person = in_person);
    end if;
    select s.* into to_service from service s join organisation o on o.id = s.organisation
        where s.id = in_service and s.active and s.online and o.active and o.id <> acting_organisation()
          and o.kind not in ('border-authority', 'monitor');
    if to_service.id is null or not to_service.sector = any (border_sectors(in_person))
            or exists (select 1 from unnest(in_facts) as wanted (fact)
                       where not exists (select 1 from answer a where a.person = in_person and a.fact = wanted.fact
                           and a.organisation = acting_organisation() and a.recorded_by = acting_account()
                           and a.recorded_room = acting_room() and a.sensitivity <> 'survivor')) then
        return false;
    end if;
    insert into referral (id, code, person, from_organisation, organisation, service, sector, urgency, basis, facts, made_by,
                          since, law_until, leaves_at, due_at, due_by, follow_hours)
    values (in_id, '0000000000', in_person, acting_organisation(), to_service.organisation, in_service, to_service.sector,
            in_times ->> 'urgency', in_said ->> 'basis', in_facts, acting_account(),
            (in_times ->> 'since')::timestamptz, (in_times ->> 'law')::timestamptz, (in_times ->> 'leaves')::timestamptz,
            (in_times ->> 'due')::timestamptz, in_times ->> 'by', (in_times ->> 'follow')::integer);
    insert into referral_content (referral, from_organisation, content)
    values (in_id, acting_organisation(), in_content);
    insert into referral_consent (referral, from_organisation, person, basis, language, way, interpreter, witness, text,
                                  reason, recorded_by)
    values (in_id, acting_organisation(), in_person, in_said ->> 'basis', in_said ->> 'language', in_said ->> 'way',
            (in_said ->> 'interpreter')::boolean, in_said ->> 'witness', in_said ->> 'text', in_said ->> 'reason',
            acting_account());
    return true;
end
$$;

-- What whoever acts sent on themselves: one, those of a person, or all. At a border whether somebody takes the person, not
-- what they do; what was written only as long as it is a draft. A return officer learns nothing once it is sent: neither an
-- answer nor a silence changes a word of theirs, and the numbers of an emergency stand there for a day, whoever answered.
create or replace function border_referrals(in_id uuid, in_person uuid, at_most integer)
    returns table (id uuid, code text, person uuid, person_code text, to_name text, service uuid, service_name text,
        sector text, urgency text, basis text, state text, due_at timestamptz, due_by text, leaves_at timestamptz,
        made_at timestamptz, late boolean, call boolean, content bytea)
    language sql stable security definer set search_path = amparo, pg_temp
begin atomic
    select r.id, r.code, r.person, p.code, o.name, r.service, s.name, r.sector, r.urgency, r.basis,
           case when acting_room() = 'returns' and r.state <> 'drafted' then 'sent'
                when r.state in ('in-progress', 'completed', 'not-reached') then 'accepted' else r.state end,
           case when acting_room() = 'returns' and r.state <> 'drafted' then r.sent_at else r.due_at end,
           r.due_by, case when acting_room() = 'border' or r.state = 'drafted' then r.leaves_at end, r.made_at,
           acting_room() = 'border' and r.state in ('sent', 'seen') and r.due_at < now(),
           case when acting_room() = 'border' then r.state in ('sent', 'seen') and (r.urgency = 'emergency' or r.step >= 2)
                else r.urgency = 'emergency' and r.sent_at > now() - interval '1 day' end,
           case when r.state = 'drafted' then c.content end
    from referral r join person p on p.id = r.person join organisation o on o.id = r.organisation
         join service s on s.id = r.service left join referral_content c on c.referral = r.id
    where acting_sealed() and acting_room() in ('border', 'returns') and r.made_by = acting_account()
      and r.from_organisation = acting_organisation()
      and p.entered_by = acting_account() and p.entered_room = acting_room() and p.erased_at is null
      and (in_id is null or r.id = in_id) and (in_person is null or r.person = in_person)
    order by r.id desc limit at_most;
end;

-- Send, discard, withdraw, or note who answered the telephone. Gives the state that holds; none if it is not theirs. A
-- return officer takes nothing back that was sent, and hears only that it was sent: no answer tells them of another state.
create or replace function border_move(in_id uuid, in_to text, in_because text, in_words text) returns text language plpgsql
    security definer set search_path = amparo, pg_temp as
$$
declare
    one referral;
begin
    select r.* into one from referral r join person p on p.id = r.person
        where r.id = in_id and acting_sealed() and acting_room() in ('border', 'returns') and r.made_by = acting_account()
          and r.from_organisation = acting_organisation()
          and p.entered_by = acting_account() and p.entered_room = acting_room() and p.erased_at is null
        for update of r;
    if one.id is null then
        return null;
    end if;
    if in_to = 'sent' then
        if one.state <> 'drafted' then
            return case when acting_room() = 'returns' then 'sent' else one.state end;
        end if;
        if not exists (select 1 from organisation o where o.id = one.organisation and o.active
                         and o.kind not in ('border-authority', 'monitor'))
                or not exists (select 1 from service s where s.id = one.service and s.active and s.online)
                or not exists (select 1 from referral_consent c where c.referral = one.id and c.basis = one.basis)
                or not exists (select 1 from referral_content c where c.referral = one.id)
                or not one.sector = any (border_sectors(one.person)) then
            return 'changed';
        end if;
        update referral set state = 'sent', sent_by = acting_account(), sent_at = now(), changed_at = now(), step = 0,
            tick_at = now() + greatest(due_at - now(), interval '0') / 2 where id = one.id;
        perform referral_log(one.id, 'sent', null, null);
        return 'sent';
    elsif in_to = 'discarded' then
        if one.state <> 'drafted' then
            return case when acting_room() = 'returns' then 'sent' else one.state end;
        end if;
        delete from referral where id = one.id;
        return 'discarded';
    elsif in_to = 'called' then
        if one.state = 'drafted' or (acting_room() = 'border' and one.state not in ('sent', 'seen')) then
            return one.state;
        end if;
        if in_because not in ('answered', 'will-act', 'no-answer', 'wrong-number') or length(trim(in_words)) < 2 then
            raise check_violation using message = 'who answered?';
        end if;
        perform referral_log(one.id, 'called', in_because, trim(in_words));
        return 'called';
    elsif in_to = 'withdrawn' and acting_room() = 'border' and in_because in ('person', 'mistake') then
        if one.state not in ('sent', 'seen', 'accepted', 'waiting', 'in-progress') then
            return case when one.state in ('completed', 'not-reached') then 'accepted' else one.state end;
        end if;
        update referral set state = 'withdrawn', because = in_because, ended_at = now(), changed_at = now(), step = 0,
            tick_at = null, news = false, tell = false where id = one.id;
        delete from referral_content c where c.referral = one.id;
        update share set until = now() where id = one.id and until > now();
        perform referral_log(one.id, 'withdrawn', in_because, null);
        return 'withdrawn';
    end if;
    raise check_violation using message = 'no such step';
end
$$;
