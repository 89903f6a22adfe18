import { qualifiedNameProblems } from './name-rules.ts';
import type { Cause } from './status-bodies.ts';

/** A value as Go's `%#v` prints it in an error. */
const quoted = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value) : String(value));

/** Builders of causes, in kube-apiserver's words (k8s.io/apimachinery/pkg/util/validation/field). */
export const invalidValue = (field: string, value: unknown, why: string): Cause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${quoted(value)}: ${why}`,
  field,
});

export const required = (field: string, why?: string): Cause => ({
  reason: 'FieldValueRequired',
  message: why ? `Required value: ${why}` : 'Required value',
  field,
});

export const duplicate = (field: string, value: string): Cause => ({
  reason: 'FieldValueDuplicate',
  message: `Duplicate value: ${quoted(value)}`,
  field,
});

export const unknownReference = (field: string, value: string): Cause => ({
  reason: 'FieldValueNotFound',
  message: `Not found: ${quoted(value)}`,
  field,
});

export const unsupported = (field: string, value: unknown, supported: readonly string[]): Cause => ({
  reason: 'FieldValueNotSupported',
  message: `Unsupported value: ${quoted(value)}: supported values: ${supported.map(quoted).join(', ')}`,
  field,
});

export const forbiddenField = (field: string, why: string): Cause => ({
  reason: 'FieldValueForbidden',
  message: `Forbidden: ${why}`,
  field,
});

/** Keys of labels, annotations and node selectors. */
export const keyCauses = (field: string, keys: readonly string[]): Cause[] =>
  keys.flatMap((key) => qualifiedNameProblems(key).map((why) => invalidValue(field, key, why)));
