-- What a rule of retention deletes from is a row, so that a module which brings a table brings its row along. $1 in a
-- condition is the moment before which the time is over. Only migrations write here.
create table retention_kind (
    kind      text primary key,
    target    text not null,
    condition text not null
);
insert into retention_kind (kind, target, condition) values
    ('session', 'spring_session', 'expiry_time < extract(epoch from $1) * 1000'),
    ('sign-in-attempt', 'sign_in_attempt', 'last_failure < $1 and (locked_until is null or locked_until < now())'),
    ('invitation', 'invitation', 'coalesce(used_at, expires_at) < $1'),
    ('recovery-code', 'recovery_code', 'used_at < $1'),
    ('passkey', 'passkey', 'exists (select 1 from account a where a.id = account and a.deactivated_at < $1)'),
    ('device-person', 'device_person', 'since < $1'),
    ('shared-device', 'shared_device',
        'ended_at < $1 and not exists (select 1 from device_person p where p.device = shared_device.id)'),
    ('idempotency-key', 'idempotency_key', 'created_at < $1'),
    ('assignment', 'assignment', 'until < $1 and not is_held(person)'),
    ('share', 'share', 'until < $1 and not is_held(person)'),
    -- What nobody judged stays.
    ('emergency', 'emergency_access', 'ends_at < $1 and not is_held(person) and not exists'
        || ' (select 1 from notice n where n.emergency = emergency_access.id and n.verdict is null)'),
    ('data-request', 'data_request', 'decided_at < $1 and not is_held(person)'),
    ('legal-hold', 'legal_hold', 'coalesce(lifted_at, until) < $1');

create or replace function retention_apply(in_kind text, before timestamptz, only_count boolean) returns bigint
    language plpgsql security definer set search_path = amparo, pg_temp as
$$
declare
    found_rows bigint;
    rule       retention_kind;
begin
    if before > now() then
        raise exception 'nothing is taken away before its time';
    end if;
    select * into rule from retention_kind k where k.kind = in_kind;
    if rule.kind is null then
        raise exception 'no such kind of record: %', in_kind;
    end if;
    if only_count then
        execute format('select count(*) from %I where %s', rule.target, rule.condition) into found_rows using before;
        return found_rows;
    end if;
    if in_kind = 'emergency' then
        execute 'delete from notice where emergency in (select id from emergency_access where ' || rule.condition || ')'
            using before;
    end if;
    execute format('delete from %I where %s', rule.target, rule.condition) using before;
    get diagnostics found_rows = row_count;
    return found_rows;
end
$$;
