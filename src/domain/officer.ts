import * as v from 'valibot';

export const roles = ['officer', 'supervisor', 'administrator'] as const;

/** Who works at the desk. The PIN never appears here: only the vault knows its scrypt hash. */
export const officerSchema = v.object({
  badge: v.pipe(v.string(), v.regex(/^[A-Z0-9-]{2,16}$/)),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  role: v.picklist(roles),
  active: v.boolean(),
});

export type Role = (typeof roles)[number];
export type Officer = v.InferOutput<typeof officerSchema>;

/** True where `held` may do what `needed` may: administrators and supervisors do all that officers do. */
export const hasRole = (held: Role, needed: Role): boolean => roles.indexOf(held) >= roles.indexOf(needed);
