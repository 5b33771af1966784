-- Who acts is asked only where it matters: whoever may not write here at all is told that, not who they are not.
create or replace function flag_opinion_guard() returns trigger language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
declare
    known flag;
begin
    if new.kind in ('disagree', 'close') then
        select * into known from flag f where f.id = new.flag for update;
        if known.fear then
            raise insufficient_privilege using message = 'only the person ends a fear of return';
        end if;
        if new.kind = 'close' then
            if not (acting_room() = 'frontline' and acting_has('protection-specialist')
                    and known.person = any (acting_assigned())
                    and exists (select 1 from organisation o where o.id = acting_organisation()
                                  and o.kind <> 'border-authority')) then
                raise insufficient_privilege using message = 'only a protection specialist closes';
            end if;
        end if;
    end if;
    return new;
end
$$;

-- What was closed is raised again by a new answer, not by every next one; and the person takes a fear back in the end, in
-- whatever order the questions came.
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
begin
    if not (answered_now(of_person) or may_flag(of_person)) then
        raise insufficient_privilege using message = 'not this person';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('flag ' || of_person || acting_organisation(), 0));
    for result in select * from jsonb_array_elements(results) loop
        holds := array(select jsonb_array_elements_text(result -> 'indications'));
        reads := array(select jsonb_array_elements_text(result -> 'answers')::uuid);
        select * into known from flag f
            where f.person = of_person and f.organisation = acting_organisation() and f.screen = result ->> 'screen';
        if (result ->> 'refer')::boolean then
            if known.id is null then
                insert into flag (id, person, organisation, screen, urgency, sensitivity, fear, source, indicated, doubt,
                                  indications, answers, rulebook, raised_by, raised_room)
                values (gen_random_uuid(), of_person, acting_organisation(), result ->> 'screen', result ->> 'urgency',
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
                values (gen_random_uuid(), known.id, of_person, acting_organisation(), what, result ->> 'urgency', holds,
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
            values (gen_random_uuid(), known.id, of_person, acting_organisation(), what, known.urgency, in_rulebook,
                    acting_account(), acting_room());
        end if;
        what := null;
    end loop;
end
$$;
