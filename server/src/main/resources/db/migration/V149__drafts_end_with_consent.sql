-- V145 keeps what a return officer sent. What is only written down and rests on the consent that ends must not be sent
-- afterwards: a draft goes in the same moment, in that room as in every other.
create function referral_drafts_back() returns trigger language plpgsql security definer
    set search_path = amparo, pg_temp as
$$
begin
    if old.withdrawn_at is null and new.withdrawn_at is not null and new.purpose in ('sharing', 'registration') then
        delete from referral where person = new.person and from_organisation = new.organisation and basis = 'consent'
            and state = 'drafted';
    end if;
    return null;
end
$$;
create trigger referral_drafts_back after update on consent for each row
    when (current_setting('amparo.room', true) = 'returns') execute function referral_drafts_back();
