-- Who acts in the running transaction. Set by the application at its beginning (amparo.server.access.WalledTransactions),
-- gone at its end; null or empty for whoever is not signed in.

create function acting_account() returns uuid language sql stable parallel safe
    return nullif(current_setting('amparo.account', true), '')::uuid;

create function acting_organisation() returns uuid language sql stable parallel safe
    return nullif(current_setting('amparo.organisation', true), '')::uuid;

create function acting_room() returns text language sql stable parallel safe
    return coalesce(current_setting('amparo.room', true), '');

create function acting_scope() returns text language sql stable parallel safe
    return coalesce(current_setting('amparo.scope', true), 'own');

create function acting_sites() returns uuid[] language sql stable parallel safe
    return coalesce(nullif(current_setting('amparo.sites', true), ''), '{}')::uuid[];

create function acting_has(role text) returns boolean language sql stable parallel safe
    return role = any (coalesce(nullif(current_setting('amparo.roles', true), ''), '{}')::text[]);
