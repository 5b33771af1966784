-- A call or a word to the person is written down once, also when a finger is quick or an answer got lost on the way: the same
-- note of the same colleague within two minutes is the one that is there.

create or replace function referral_note(in_referral uuid, in_kind text, in_because text, in_words text) returns boolean
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
    if not exists (select 1 from referral_event e where e.referral = one.id and e.kind = in_kind
            and e.because is not distinct from in_because and e.words is not distinct from nullif(trim(in_words), '')
            and e.account = acting_account() and e.at > now() - interval '2 minutes') then
        perform referral_log(one.id, in_kind, in_because, nullif(trim(in_words), ''));
    end if;
    return true;
end
$$;
