/** All rules, in the order of the catalogue. */
import { duplicateKey } from './duplicate-key.ts';
import { duplicateSpecId } from './duplicate-spec-id.ts';
import { emptyValue } from './empty-value.ts';
import { invalidDate } from './invalid-date.ts';
import { invalidValue } from './invalid-value.ts';
import { mappedAndNotWritten } from './mapped-and-not-written.ts';
import { missingRequiredField } from './missing-required-field.ts';
import { missingSection } from './missing-section.ts';
import { multipleDocuments } from './multiple-documents.ts';
import type { AnyRule } from './rule.ts';
import { sectionOrder } from './section-order.ts';
import { specIdFormat } from './spec-id-format.ts';
import { specIdYear } from './spec-id-year.ts';
import { suppressionWithoutReason } from './suppression-without-reason.ts';
import { swallowedText } from './swallowed-text.ts';
import { titleFormat } from './title-format.ts';
import { titleSystems } from './title-systems.ts';
import { unfilledPlaceholder } from './unfilled-placeholder.ts';
import { unknownKey } from './unknown-key.ts';
import { unknownSourceField } from './unknown-source-field.ts';
import { unmappedSourceField } from './unmapped-source-field.ts';
import { unusedSuppression } from './unused-suppression.ts';
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
  { title: 'Data contract', rules: [unmappedSourceField, mappedAndNotWritten, unknownSourceField] },
];

export const rules: readonly AnyRule[] = ruleGroups.flatMap((group) => group.rules);

/** The rule with this id; undefined where there is none. */
export function ruleById(id: string): AnyRule | undefined {
  return rules.find((rule) => rule.id === id);
}
