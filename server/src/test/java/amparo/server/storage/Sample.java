package amparo.server.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A schema with everything that makes a backup difficult, and rows in it. */
final class Sample {
    static final char[] PASSPHRASE = "correct horse battery".toCharArray();

    private static final String TABLES =
            """
            create schema amparo;
            create table amparo.flyway_schema_history (installed_rank int primary key, version text,
                success boolean not null);
            insert into amparo.flyway_schema_history values (1, '001', true), (2, '007', true),
                (3, null, true), (4, '008', false);
            create type amparo.mood as enum ('calm', 'afraid');
            create table amparo.organisation (id bigint generated always as identity primary key,
                name text not null, head uuid);
            create table amparo.person (id uuid primary key, name text not null,
                organisation bigint not null references amparo.organisation,
                mother uuid references amparo.person, photo bytea, languages text[], notes jsonb,
                born date, seen timestamptz, weight numeric(6, 2), mood amparo.mood,
                shout text generated always as (upper(name)) stored);
            alter table amparo.organisation add constraint organisation_head
                foreign key (head) references amparo.person deferrable;
            create table amparo."Odd ""name""\" ("Ünïcode col" text primary key, "select" int);
            create table amparo.event (id bigserial, day date not null, what text,
                primary key (id, day)) partition by range (day);
            create table amparo.event_old partition of amparo.event
                for values from (minvalue) to ('2026-01-01');
            create table amparo.event_new partition of amparo.event
                for values from ('2026-01-01') to (maxvalue);
            create table amparo.audit (id bigint primary key, line text not null, hash bytea);
            create table amparo.session (id text primary key);
            create table amparo.empty (id int);
            create sequence amparo.ticket start 10 cache 5;
            create materialized view amparo.people as select count(*) as people from amparo.person;
            create function amparo.refuse() returns trigger language plpgsql as
                $$ begin raise exception 'append only'; end $$;
            create trigger no_change before update or delete on amparo.audit
                for each row execute function amparo.refuse();
            create trigger no_truncate before truncate on amparo.audit
                for each statement execute function amparo.refuse();
            create function amparo.stamp() returns trigger language plpgsql as
                $$ begin new.hash := sha256(convert_to(random()::text, 'UTF8')); return new; end $$;
            create trigger stamp before insert on amparo.audit
                for each row execute function amparo.stamp();
            alter table amparo.audit enable always trigger stamp;
            alter table amparo.person enable row level security;
            alter table amparo.person force row level security;
            create policy nobody_sees on amparo.person using (false) with check (false);
            alter table amparo.audit enable row level security;
            """;

    private static final String ROWS =
            """
            alter table amparo.person no force row level security;
            insert into amparo.organisation (name) values ('A'), ('B');
            insert into amparo.person (id, name, organisation, mother, photo, languages, notes, born,
                seen, weight, mood) values
              ('00000000-0000-0000-0000-000000000001', E'Ana\\tMaría\\n\\\\.', 1,
               '00000000-0000-0000-0000-000000000002', '\\x00ff0a5c', '{es,"a,b",null}',
               '{"a": [1, null, "ñ"]}', '1980-02-29', '2026-03-01 12:00:00.123456-06', 61.50, 'afraid'),
              ('00000000-0000-0000-0000-000000000002', '\\N', 2, null, null, '{}', null, '-infinity',
               'infinity', null, null);
            insert into amparo.person (id, name, organisation)
              select gen_random_uuid(), 'Person ' || n, 1 + n % 2 from generate_series(1, 200) n;
            update amparo.organisation set head = '00000000-0000-0000-0000-000000000001' where id = 1;
            insert into amparo."Odd ""name""\" values ('', 1), ('é', null);
            insert into amparo.event (day, what) values ('2025-05-05', 'old'), ('2026-05-05', 'new');
            insert into amparo.audit values (1, 'first'), (2, 'second');
            insert into amparo.session values ('secret session');
            select nextval('amparo.ticket');
            refresh materialized view amparo.people;
            alter table amparo.person force row level security;
            """;

    private Sample() {}

    static void tables(Connections database) throws SQLException {
        try (Connection connection = database.owner()) {
            run(connection, TABLES);
        }
    }

    static void rows(Connections database) throws SQLException {
        try (Connection connection = database.owner()) {
            run(connection, ROWS);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Every row of every table and everything about them that a restore could forget. */
    static Map<String, String> content(Connections database) throws SQLException {
        Map<String, String> content = new TreeMap<>();
        try (Connection connection = database.owner()) {
            for (String table :
                    new String[] {
                        "organisation", "person", "\"Odd \"\"name\"\"\"", "event_old", "event_new",
                        "audit", "session", "empty", "flyway_schema_history", "people"
                    }) {
                content.put(
                        table,
                        ask(
                                connection,
                                "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by"
                                        + " t::text)), '') from amparo."
                                        + table
                                        + " t"));
            }
            content.put(
                    "sequences",
                    ask(
                            connection,
                            "select string_agg(sequencename::text || coalesce(last_value, -1), ',' order by"
                                    + " sequencename) from pg_sequences where schemaname = 'amparo'"));
            content.put(
                    "keys",
                    ask(
                            connection,
                            "select string_agg(conname::text || pg_get_constraintdef(oid) || convalidated::text,"
                                    + " ',' order by conname) from pg_constraint where connamespace ="
                                    + " 'amparo'::regnamespace"));
            content.put(
                    "triggers",
                    ask(
                            connection,
                            "select string_agg(tgname::text || tgenabled::text, ',' order by tgname) from"
                                    + " pg_trigger where not tgisinternal"));
            content.put(
                    "walls",
                    ask(
                            connection,
                            "select string_agg(relname::text || relrowsecurity::text || relforcerowsecurity::text, ','"
                                    + " order by relname) from pg_class where relkind = 'r' and"
                                    + " relnamespace = 'amparo'::regnamespace"));
        }
        return content;
    }

    /** A login that owns a database but is no superuser, as on a server of somebody else. */
    static Connection plainOwner(Connections database) throws SQLException {
        try (Connection connection = database.owner()) {
            run(
                    connection,
                    """
                    do $$ begin
                      if not exists (select from pg_roles where rolname = 'plain_owner') then
                        create role plain_owner login password 'plain' nosuperuser nobypassrls;
                      end if;
                    end $$;
                    """);
            run(connection, "grant all on database " + database.database() + " to plain_owner");
        }
        Properties properties = new Properties();
        properties.setProperty("user", "plain_owner");
        properties.setProperty("password", "plain");
        return DriverManager.getConnection(database.url(), properties);
    }

    static void plainTables(Connection plain) throws SQLException {
        run(plain, TABLES);
    }

    static void plainRows(Connection plain) throws SQLException {
        run(plain, ROWS);
    }

    static Backup.Content withoutSessions(Path... files) {
        return new Backup.Content("amparo", java.util.Set.of("session"), java.util.List.of(files));
    }
}
