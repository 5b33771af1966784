-- A program writes words that people read, such as the task that an accepted transfer leaves: in the language of the
-- administrator who made it, and not always in Spanish.
create or replace function api_client_open(in_client uuid, in_account uuid, in_name text, in_roles text[], in_scopes text[],
                                in_token_hash bytea, in_expires timestamptz)
    returns void language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    if acting_account() is null or acting_organisation() is null or acting_room() <> 'administration'
        or not acting_has('administrator') or not exists (
            select 1 from organisation o where o.id = acting_organisation() and o.active) then
        raise insufficient_privilege using message = 'only an administrator makes programs';
    end if;
    if cardinality(in_roles) = 0
        or not in_roles <@ array['registrar', 'case-worker', 'referral-focal-point', 'asylum-officer', 'analyst']
        or ('analyst' = any (in_roles) and cardinality(in_roles) > 1) then
        raise insufficient_privilege using message = 'a program does not get these roles';
    end if;
    insert into account (id, display_name, status, language)
    select in_account, in_name, 'active', a.language from account a where a.id = acting_account();
    insert into membership (id, account, organisation, role, scope, until, granted_by)
    select gen_random_uuid(), in_account, acting_organisation(), role, 'organisation', in_expires, acting_account()
    from unnest(in_roles) as roles (role);
    insert into api_client (id, organisation, account, name, token_hash, scopes, created_by, expires_at)
    values (in_client, acting_organisation(), in_account, in_name, in_token_hash, in_scopes, acting_account(), in_expires);
end
$$;

update account a set language = maker.language
from api_client c join account maker on maker.id = c.created_by
where a.id = c.account and a.program;
