-- The account of a program is no colleague: nobody is given work by mistake to a machine.
alter table account add column program boolean not null default false;
update account set program = true where id in (select account from api_client);

create function api_client_marks() returns trigger language plpgsql security definer set search_path = amparo, pg_temp as
$$
begin
    update account set program = true where id = new.account;
    return null;
end
$$;
create trigger api_client_marks after insert on api_client for each row execute function api_client_marks();
