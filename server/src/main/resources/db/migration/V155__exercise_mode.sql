-- How an exercise is worked: on pages of its own, or in the real screens on the practice database (decision 0039).
alter table exercise add column mode text not null default 'paper' check (mode in ('paper', 'screens'));
