-- A token that keeps the services of its organisation up to date, and nothing else.
alter table api_client drop constraint api_client_scopes_check;
alter table api_client add constraint api_client_scopes_check
    check (cardinality(scopes) > 0
           and scopes <@ array['directory.read', 'directory.write', 'persons.read', 'persons.write']);
