-- Who acts is told to the database by settings, and any statement can change a setting. So they carry a seal: an
-- HMAC-SHA-256 (RFC 2104) by a key that only the owner and the running application know, over the room, the settings and
-- the number of this connection. A statement that was smuggled in can neither take another name nor step into another
-- room: SET ROLE alone does not fit the seal (decision 0016).

create table seal (
    key       bytea not null check (length(key) = 32),
    inner_pad bytea not null,
    outer_pad bytea not null
);

do
$$
declare
    key       bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
    inner_pad bytea := decode(repeat('36', 64), 'hex');
    outer_pad bytea := decode(repeat('5c', 64), 'hex');
begin
    for i in 0..31 loop
        inner_pad := set_byte(inner_pad, i, get_byte(key, i) # 54);   -- x'36'
        outer_pad := set_byte(outer_pad, i, get_byte(key, i) # 92);   -- x'5c'
    end loop;
    insert into seal values (key, inner_pad, outer_pad);
end
$$;

-- Whether the settings were made by the application for this connection and for the role in which the statement runs.
-- The owner itself, in no role, needs no seal: it could do everything anyway.
create function acting_sealed() returns boolean language plpgsql stable security definer set search_path = amparo, pg_temp as
$$
declare
    role_now text := current_setting('role', true);
    room     text := current_setting('amparo.room', true);
    pads     seal;
begin
    if role_now = 'none' and session_user = current_user then
        return true;
    end if;
    if role_now is distinct from 'amparo_' || room then
        return false;
    end if;
    select * into pads from seal;
    return coalesce(current_setting('amparo.seal', true), '') = encode(sha256(pads.outer_pad || sha256(pads.inner_pad
        || convert_to(concat_ws('|', pg_backend_pid(), room, current_setting('amparo.account', true),
               current_setting('amparo.organisation', true), current_setting('amparo.roles', true),
               current_setting('amparo.scope', true), current_setting('amparo.sites', true)), 'UTF8'))), 'hex');
end
$$;

-- Name and organisation are never taken on trust, wherever they are asked for.
create or replace function acting_account() returns uuid language plpgsql stable as
$$
begin
    if not amparo.acting_sealed() then
        raise insufficient_privilege using message = 'who acts is not sealed';
    end if;
    return nullif(current_setting('amparo.account', true), '')::uuid;
end
$$;

create or replace function acting_organisation() returns uuid language plpgsql stable as
$$
begin
    if not amparo.acting_sealed() then
        raise insufficient_privilege using message = 'who acts is not sealed';
    end if;
    return nullif(current_setting('amparo.organisation', true), '')::uuid;
end
$$;
