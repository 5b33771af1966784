-- The walls ask for the memberships of one account wherever the name of a colleague is read, and every program asks for its
-- own with each request. membership_once knows only those that never end, which is not what is asked for.
create index membership_account on membership (account, organisation);
