import { Icon } from '../common/Icon.tsx';
import { useText } from '../common/useApp.ts';

/** Says that there is no network; a word where there is room for it. */
export function NoNetwork({ isCompact }: { readonly isCompact: boolean }) {
  const text = useText();
  return (
    <span className="no-network" role="img" aria-label={text.noNetwork} title={text.noNetwork}>
      {isCompact ? <Icon name="noNetwork" /> : text.noNetwork}
    </span>
  );
}
