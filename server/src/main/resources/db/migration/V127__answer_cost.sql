-- An answer is saved with all flags looked at again. The same functions for less work: who acts is asked once and not for
-- each answer of the person (each look at the seal is a keyed hash), and the flags that there are in one look.

create or replace function answered_now(of_person uuid) returns boolean language plpgsql stable security definer
    set search_path = amparo, pg_temp as
$$
declare
    of_account      uuid := acting_account();
    of_organisation uuid := nullif(current_setting('amparo.organisation', true), '')::uuid;  -- under the same seal
begin
    return exists (select 1 from answer a where a.person = of_person and a.recorded_at = now()
                     and a.recorded_by = of_account and a.organisation = of_organisation);
end
$$;

create or replace function flag_answers(of_person uuid) returns table (
        id uuid, fact text, record uuid, value text, source text, language text, interpreter boolean, true_as_of date,
        recorded_at timestamptz, sensitivity text)
    language plpgsql stable security definer set search_path = amparo, pg_temp as
$$
#variable_conflict use_column
declare
    of_organisation uuid := acting_organisation();
    files           uuid[] := of_person || coalesce((select p.merged from person p where p.id = of_person), '{}');
begin
    if acting_room() not in ('frontline', 'border', 'returns') or not answered_now(of_person) then
        raise insufficient_privilege using message = 'nothing was answered';
    end if;
    return query
        select a.id, a.fact, a.record, a.value::text, a.source, a.language, a.interpreter, a.true_as_of, a.recorded_at,
               a.sensitivity
        from answer a
        where a.person = any (files)
          and (a.organisation = of_organisation
               or (a.sensitivity <> 'survivor' and a.fact = any (acting_shared_facts(a.person, a.organisation))))
        order by a.fact, a.recorded_at desc, a.id desc;
end
$$;

create or replace function flag_evaluated(of_person uuid, in_rulebook text, in_whole boolean, by_person boolean, results jsonb)
    returns table (flag_id uuid, screen text, event text, urgency text, before text, raised_at timestamptz)
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
#variable_conflict use_column
declare
    result jsonb;
    known  flag;
    holds  text[];
    reads  uuid[];
    what   text;
    -- Once, not for each row: each look at who acts is a keyed hash.
    mine   constant uuid := acting_organisation();
begin
    if not (answered_now(of_person) or may_flag(of_person)) then
        raise insufficient_privilege using message = 'not this person';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('flag ' || of_person || mine, 0));
    -- In one look: most screens indicate nothing and have no flag, and are not asked for one by one.
    for result in
        select r from jsonb_array_elements(results) r
        where (r ->> 'refer')::boolean or r ->> 'screen' in (
            select f.screen from flag f where f.person = of_person and f.organisation = mine)
    loop
        holds := array(select jsonb_array_elements_text(result -> 'indications'));
        reads := array(select jsonb_array_elements_text(result -> 'answers')::uuid);
        select * into known from flag f
            where f.person = of_person and f.organisation = mine and f.screen = result ->> 'screen';
        if (result ->> 'refer')::boolean then
            if known.id is null then
                insert into flag (id, person, organisation, screen, urgency, sensitivity, fear, source, indicated, doubt,
                                  indications, answers, rulebook, raised_by, raised_room)
                values (gen_random_uuid(), of_person, mine, result ->> 'screen', result ->> 'urgency',
                        result ->> 'sensitivity', (result ->> 'fear')::boolean, 'answers', true,
                        (result ->> 'doubt')::boolean, holds, reads, in_rulebook, acting_account(), acting_room())
                returning * into known;
                what := 'raised';
            else
                what := case when known.closed_at is not null
                                 then case when not (known.answers @> reads) then 'again' end
                             when not known.indicated then 'again'
                             when known.urgency <> result ->> 'urgency' then 'urgency'
                             -- Who sees less than the whole does not take reasons away.
                             when not (known.indications @> holds and (not in_whole or holds @> known.indications))
                                 then 'reasons' end;
                if what is not null then
                    flag_id := known.id; before := known.urgency;
                    update flag f set urgency = result ->> 'urgency', indicated = true,
                            doubt = (result ->> 'doubt')::boolean,
                            fear = f.fear or (result ->> 'fear')::boolean,
                            indications = case when in_whole then holds
                                else array(select distinct unnest(f.indications || holds) order by 1) end,
                            answers = case when in_whole then reads
                                else array(select distinct unnest(f.answers || reads)) end,
                            rulebook = in_rulebook, changed_at = now(), closed_at = null, closed_why = null
                        where f.id = known.id;
                end if;
            end if;
            if what is not null then
                insert into flag_event (id, flag, person, organisation, kind, urgency, indications, rulebook, by, room)
                values (gen_random_uuid(), known.id, of_person, mine, what, result ->> 'urgency', holds,
                        in_rulebook, acting_account(), acting_room());
                if what <> 'reasons' then
                    flag_id := known.id; screen := result ->> 'screen'; event := what;
                    urgency := result ->> 'urgency'; raised_at := known.raised_at;
                    if what = 'raised' then before := null; end if;
                    return next;
                end if;
            end if;
        elsif known.id is not null and known.closed_at is null and in_whole
                and ((known.indicated and known.source = 'answers')
                     or (known.fear and by_person and acting_room() = 'frontline' and (result ->> 'certain')::boolean)) then
            -- The answers no longer indicate it. It stays, for a person to look at; only their own words end a fear.
            what := case when known.fear and by_person and acting_room() = 'frontline' and (result ->> 'certain')::boolean then 'person-said-otherwise'
                         else 'not-indicated' end;
            update flag f set indicated = false, changed_at = now(), rulebook = in_rulebook,
                    closed_at = case when what = 'person-said-otherwise' then now() else f.closed_at end,
                    closed_why = case when what = 'person-said-otherwise' then 'person' else f.closed_why end
                where f.id = known.id;
            insert into flag_event (id, flag, person, organisation, kind, urgency, rulebook, by, room)
            values (gen_random_uuid(), known.id, of_person, mine, what, known.urgency, in_rulebook,
                    acting_account(), acting_room());
        end if;
        what := null;
    end loop;
end
$$;
