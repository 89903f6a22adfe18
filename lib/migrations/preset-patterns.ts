import type { PresetName } from './exclude-presets.ts';

/** What each preset leaves out. */
export const PRESET_PATTERNS: Readonly<Record<PresetName, readonly string[]>> = {
  caches: [
    ...['.cache/', '__pycache__/', '.mypy_cache/', '.pytest_cache/', '.ruff_cache/', '.hypothesis/'],
    ...['.npm/_cacache/', '.npm/_npx/', '.npm/_logs/', '.yarn/berry/cache/', '.local/share/pnpm/store/'],
    ...['.conda/pkgs/', 'conda/pkgs/', 'miniconda3/pkgs/', 'anaconda3/pkgs/', 'miniforge3/pkgs/', 'mambaforge/pkgs/'],
    ...['micromamba/pkgs/', '.mamba/pkgs/', '.astropy/cache/', '.julia/compiled/', '.julia/scratchspaces/'],
    ...['.cargo/registry/', '.cargo/git/', '.gradle/caches/', '.m2/repository/', '.ivy2/cache/', '.ccache/'],
    ...['.nv/ComputeCache/', '.texlive*/texmf-var/', '.thumbnails/', '.mozilla/firefox/*/cache2/', '.parcel-cache/'],
    ...['.config/*/Cache/', '.config/*/CachedData/', '.config/*/Code Cache/', '.config/*/GPUCache/'],
    ...['.vscode-server/data/CachedExtensionVSIXs/', '.terraform.d/plugin-cache/'],
  ],
  trash: [
    ...['.local/share/Trash/', '.Trash/', '.Trash-*/', '.trash/'],
    // What NFS keeps of files that are deleted and still open somewhere.
    '.nfs0000*',
  ],
  environments: [
    ...['.venv/', 'venv/', '.virtualenvs/', '.local/share/virtualenvs/', '.pyenv/versions/', '.tox/', '.nox/'],
    ...['__pypackages__/', '.local/lib/python*/', '.local/share/uv/', '.local/pipx/', '.local/share/pipx/'],
    ...['.conda/envs/', 'conda/envs/', 'miniconda3/', 'anaconda3/', 'miniforge3/', 'mambaforge/', 'micromamba/'],
    ...['.mamba/envs/', '.pixi/', 'node_modules/', '.nvm/versions/', '.rustup/toolchains/', '.juliaup/'],
    ...['.julia/packages/', '.julia/artifacts/', 'R/*-library/', 'renv/library/', 'renv/staging/'],
    ...['.vscode-server/bin/', '.vscode-server/cli/', '.vscode-server/extensions/'],
  ],
  secrets: [
    ...['.ssh/', '.gnupg/', '.netrc', '_netrc', '.git-credentials', '.config/git/credentials', '.password-store/'],
    ...['.aws/credentials', '.aws/sso/', '.aws/cli/cache/', '.boto', '.s3cfg', '.config/gcloud/', '.azure/', '.oci/'],
    ...['.config/rclone/rclone.conf', '.rclone.conf', '.docker/config.json', '.config/containers/auth.json', '.kube/'],
    ...[
      '.vault-token',
      '.terraform.d/credentials.tfrc.json',
      '.config/gh/hosts.yml',
      '.config/hub',
      '.config/glab-cli/',
    ],
    ...['.pgpass', '.my.cnf', '.mylogin.cnf', '.lsst/', '.pypirc', '.npmrc', '.gem/credentials'],
    ...['.cargo/credentials', '.cargo/credentials.toml', '.cache/huggingface/token', '.huggingface/token'],
    ...['.kaggle/kaggle.json', '.config/kaggle/', '.cdsapirc', '.ecmwfapirc', '.globus/', '.env', '.Xauthority'],
    ...['.local/share/keyrings/', '.local/share/jupyter/runtime/', '.jupyter/jupyter_server_config.json'],
    ...['.config/op/', '.config/Bitwarden CLI/', '*.kdbx', '*.keytab', '*.p12', '*.pfx', '*.ppk'],
    ...['id_rsa', 'id_dsa', 'id_ecdsa', 'id_ed25519', 'id_ecdsa_sk', 'id_ed25519_sk'],
    // Not every *.pem: each Python environment has one with public certificates, and works no longer without it.
    ...['/*.pem', '*[kK]ey*.pem', '*_rsa.pem'],
  ],
};
