/** Who may do what. A control that a role cannot use is absent, and the gate refuses it all the same. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = ['see', 'run', 'clean', 'oversee'] as const;
/** see: read what is moved · run: start and stop · clean: remove what is left behind · oversee: read audit and settings. */
export type Permission = (typeof PERMISSIONS)[number];

const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['see'],
  operator: ['see', 'run'],
  admin: ['see', 'run', 'clean', 'oversee'],
};

export const may = (role: Role, permission: Permission): boolean => GRANTS[role].includes(permission);

/** The person behind a request. `source` is where it came from, for the audit. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
  readonly source: string;
}
