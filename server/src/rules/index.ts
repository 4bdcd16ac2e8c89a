/** All rules, in the order of the catalogue. */
import { absenceUndeclared } from './absence-undeclared.ts';
import { constantMismatch } from './constant-mismatch.ts';
import { constraintInNotes } from './constraint-in-notes.ts';
import { duplicateKey } from './duplicate-key.ts';
import { duplicateSourcePath } from './duplicate-source-path.ts';
import { duplicateSpecId } from './duplicate-spec-id.ts';
import { emptyValue } from './empty-value.ts';
import { expressionSyntax } from './expression-syntax.ts';
import { expressionType } from './expression-type.ts';
import { fieldsMissing } from './fields-missing.ts';
import { invalidDate } from './invalid-date.ts';
import { invalidSourcePath } from './invalid-source-path.ts';
import { invalidValue } from './invalid-value.ts';
import { literalSecret } from './literal-secret.ts';
import { mappedAndNotWritten } from './mapped-and-not-written.ts';
import { missingRequiredField } from './missing-required-field.ts';
import { missingSection } from './missing-section.ts';
import { missingTransformation } from './missing-transformation.ts';
import { missingWriteKey } from './missing-write-key.ts';
import { multipleDocuments } from './multiple-documents.ts';
import { narrowing } from './narrowing.ts';
import { nullableToNonNullable } from './nullable-to-non-nullable.ts';
import { optionalToRequired } from './optional-to-required.ts';
import type { AnyRule } from './rule.ts';
import { sectionOrder } from './section-order.ts';
import { sensitiveFieldExposed } from './sensitive-field-exposed.ts';
import { specIdFormat } from './spec-id-format.ts';
import { specIdYear } from './spec-id-year.ts';
import { suppressionWithoutReason } from './suppression-without-reason.ts';
import { swallowedText } from './swallowed-text.ts';
import { titleFormat } from './title-format.ts';
import { titleSystems } from './title-systems.ts';
import { transformationNotRecognized } from './transformation-not-recognized.ts';
import { typeMismatch } from './type-mismatch.ts';
import { unboundedString } from './unbounded-string.ts';
import { unfilledPlaceholder } from './unfilled-placeholder.ts';
import { unknownKey } from './unknown-key.ts';
import { unknownSourceField } from './unknown-source-field.ts';
import { unmappedSourceField } from './unmapped-source-field.ts';
import { unstableWriteKey } from './unstable-write-key.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { valueMapIncomplete } from './value-map-incomplete.ts';
import { valueMapUnknown } from './value-map-unknown.ts';
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
      unknownKey, invalidValue, sectionOrder, unusedSuppression, suppressionWithoutReason,
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
];

export const rules: readonly AnyRule[] = ruleGroups.flatMap((group) => group.rules);

/** The rule with this id; undefined where there is none. */
export function ruleById(id: string): AnyRule | undefined {
  return rules.find((rule) => rule.id === id);
}
