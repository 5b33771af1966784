/** Referrals, seen from outside. */
@NullMarked
package amparo.server.referral;

import org.jspecify.annotations.NullMarked;
