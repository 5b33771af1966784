-- What a return officer sent to protection they cannot take back (V135): not by a withdrawal noted for the person either.
-- The consent itself ends as the person said; the referral ends when the person says so to whoever has it, or to anybody
-- else who works with them.
drop trigger referral_consent_back on consent;
create trigger referral_consent_back after update on consent for each row
    when (current_setting('amparo.room', true) is distinct from 'returns') execute function referral_consent_back();
