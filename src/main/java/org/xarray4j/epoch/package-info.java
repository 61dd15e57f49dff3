/**
 * Epoch-based reclamation: when is no reader left that could hold what was taken away, and what is to be done then.
 *
 * <p>It knows nothing of arrays and can be used with any structure that readers walk without a lock. {@link
 * org.xarray4j.epoch.EpochDomain} is where to begin.
 *
 * <h2>Words</h2>
 *
 * <dl>
 *   <dt>pin
 *   <dd>What a reader holds open while it reads; RCU's read-side critical section.
 *   <dt>retire
 *   <dd>To hand over what no new reader can reach, together with what is to be done when the last old reader is gone.
 *   <dt>epoch
 *   <dd>A number that only grows. A pin notes the epoch it was opened in.
 *   <dt>stamp, cookie
 *   <dd>The number that an advance of the epoch has drawn. What is stamped after it was unlinked can be read under pins of
 *       smaller epochs only.
 *   <dt>grace period
 *   <dd>From a stamp until all pins of smaller epochs are closed. Then the stamp is past.
 *   <dt>pending
 *   <dd>Admitted to the backlog, and not yet released.
 *   <dt>release
 *   <dd>To run the action of what was retired, once its grace period is over.
 * </dl>
 */
package org.xarray4j.epoch;
