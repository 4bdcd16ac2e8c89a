/** All rules, in the order of the catalogue. */
import { abortContradictsPartial } from './abort-contradicts-partial.ts';
import { absenceUndeclared } from './absence-undeclared.ts';
import { alertCannotFire } from './alert-cannot-fire.ts';
import { approvedBeforeDate } from './approved-before-date.ts';
import { approvedIncomplete } from './approved-incomplete.ts';
import { authFailureRetried } from './auth-failure-retried.ts';
import { authorizationMissing } from './authorization-missing.ts';
import { batchIntervalMismatch } from './batch-interval-mismatch.ts';
import { bidirectionalWithoutReverse } from './bidirectional-without-reverse.ts';
import { callsCannotCarryRecords } from './calls-cannot-carry-records.ts';
import { conditionOverlap } from './condition-overlap.ts';
import { constantMismatch } from './constant-mismatch.ts';
import { constraintInNotes } from './constraint-in-notes.ts';
import { deadLetterUndeclared } from './dead-letter-undeclared.ts';
import { deadLetterUnused } from './dead-letter-unused.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateSourcePath } from './duplicate-source-path.ts';
import { duplicateSpecId } from './duplicate-spec-id.ts';
import { duplicatesPossible } from './duplicates-possible.ts';
import { emptyValue } from './empty-value.ts';
import { environmentRouting } from './environment-routing.ts';
import { exactlyOnceClaim } from './exactly-once-claim.ts';
import { expressionSyntax } from './expression-syntax.ts';
import { expressionType } from './expression-type.ts';
import { failureClassUntested } from './failure-class-untested.ts';
import { fieldsMissing } from './fields-missing.ts';
import { freeTextStep } from './free-text-step.ts';
import { hardLimitOverRateLimit } from './hard-limit-over-rate-limit.ts';
import { idempotencyTestMismatch } from './idempotency-test-mismatch.ts';
import { invalidDate } from './invalid-date.ts';
import { invalidSourcePath } from './invalid-source-path.ts';
import { invalidValue } from './invalid-value.ts';
import { latencyTriggerMismatch } from './latency-trigger-mismatch.ts';
import { literalSecret } from './literal-secret.ts';
import { lossPossible } from './loss-possible.ts';
import { mappedAndNotWritten } from './mapped-and-not-written.ts';
import { missingProhibition } from './missing-prohibition.ts';
import { missingRequiredField } from './missing-required-field.ts';
import { missingSection } from './missing-section.ts';
import { missingTransformation } from './missing-transformation.ts';
import { missingWriteKey } from './missing-write-key.ts';
import { multipleDocuments } from './multiple-documents.ts';
import { namingConvention } from './naming-convention.ts';
import { narrowing } from './narrowing.ts';
import { nullableToNonNullable } from './nullable-to-non-nullable.ts';
import { optionalToRequired } from './optional-to-required.ts';
import { retryAfterIgnored } from './retry-after-ignored.ts';
import { retryContradictsAction } from './retry-contradicts-action.ts';
import { retryExceedsLatency } from './retry-exceeds-latency.ts';
import { retryWithoutLimit } from './retry-without-limit.ts';
import { rollbackCannotUndo } from './rollback-cannot-undo.ts';
import { rollbackUnverified } from './rollback-unverified.ts';
import { rollbackWindowTooShort } from './rollback-window-too-short.ts';
import type { AnyRule } from './rule.ts';
import { sectionOrder } from './section-order.ts';
import { selfApproval } from './self-approval.ts';
import { sensitiveFieldExposed } from './sensitive-field-exposed.ts';
import { specIdFormat } from './spec-id-format.ts';
import { specIdYear } from './spec-id-year.ts';
import { suppressionWithoutReason } from './suppression-without-reason.ts';
import { swallowedText } from './swallowed-text.ts';
import { thresholdBelowPeak } from './threshold-below-peak.ts';
import { titleFormat } from './title-format.ts';
import { titleSystems } from './title-systems.ts';
import { transformationNotRecognized } from './transformation-not-recognized.ts';
import { typeMismatch } from './type-mismatch.ts';
import { unauthorizedDestination } from './unauthorized-destination.ts';
import { unboundedString } from './unbounded-string.ts';
import { unfilledPlaceholder } from './unfilled-placeholder.ts';
import { unknownKey } from './unknown-key.ts';
import { unknownSourceField } from './unknown-source-field.ts';
import { unmappedSourceField } from './unmapped-source-field.ts';
import { unsafeWriteRetry } from './unsafe-write-retry.ts';
import { unstableWriteKey } from './unstable-write-key.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { validationFailureRetried } from './validation-failure-retried.ts';
import { valueMapIncomplete } from './value-map-incomplete.ts';
import { valueMapUnknown } from './value-map-unknown.ts';
import { volumeMismatch } from './volume-mismatch.ts';
import { volumeOrder } from './volume-order.ts';
import { writeScope } from './write-scope.ts';
import { yamlSyntax } from './yaml-syntax.ts';

export interface RuleGroup {
  readonly title: string;
  readonly rules: readonly AnyRule[];
}

export const ruleGroups: readonly RuleGroup[] = [
  {
    title: 'Structure',
    rules: [
      yamlSyntax, swallowedText, duplicateKey, multipleDocuments, missingSection, missingRequiredField, emptyValue, unfilledPlaceholder,
      unknownKey, invalidValue, sectionOrder, namingConvention, unusedSuppression, suppressionWithoutReason,
    ],
  },
  { title: 'Header', rules: [specIdFormat, duplicateSpecId, specIdYear, titleFormat, titleSystems, invalidDate] },
  {
    title: 'Data contract',
    rules: [
      unmappedSourceField, mappedAndNotWritten, unknownSourceField, missingTransformation, transformationNotRecognized,
      expressionSyntax, expressionType, typeMismatch, narrowing, optionalToRequired, nullableToNonNullable, absenceUndeclared,
      constantMismatch, valueMapIncomplete, valueMapUnknown, missingWriteKey, unstableWriteKey, duplicateSourcePath,
      invalidSourcePath, fieldsMissing, constraintInNotes, unboundedString, sensitiveFieldExposed, literalSecret,
    ],
  },
  { title: 'Delivery', rules: [duplicatesPossible, exactlyOnceClaim, unsafeWriteRetry, lossPossible, bidirectionalWithoutReverse, writeScope, environmentRouting] },
  {
    title: 'Error handling',
    rules: [
      authFailureRetried, validationFailureRetried, retryContradictsAction, retryWithoutLimit, retryAfterIgnored,
      deadLetterUndeclared, deadLetterUnused, abortContradictsPartial, conditionOverlap,
      alertCannotFire, retryExceedsLatency, freeTextStep,
    ],
  },
  { title: 'Volume', rules: [volumeOrder, hardLimitOverRateLimit, callsCannotCarryRecords, volumeMismatch, thresholdBelowPeak, latencyTriggerMismatch, batchIntervalMismatch] },
  {
    title: 'Validation, rollback, authorization, approval',
    rules: [
      idempotencyTestMismatch, failureClassUntested, rollbackUnverified, rollbackWindowTooShort, rollbackCannotUndo,
      unauthorizedDestination, authorizationMissing, missingProhibition, approvedIncomplete, approvedBeforeDate, selfApproval,
    ],
  },
];

export const rules: readonly AnyRule[] = ruleGroups.flatMap((group) => group.rules);

/** The rule with this id; undefined where there is none. */
export function ruleById(id: string): AnyRule | undefined {
  return rules.find((rule) => rule.id === id);
}
