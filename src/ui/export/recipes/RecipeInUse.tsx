import { Lazy } from '../../common/Lazy.tsx';
import { useApp } from '../../common/useApp.ts';

const loadRecipeLine = async () => (await import('./RecipeLine.tsx')).RecipeLine;

/** What there is to say of a recipe, fetched once there is something. */
export function RecipeInUse() {
  const isTold = useApp(({ recipe }) => recipe.applied !== null || recipe.message !== null);
  return isTold && <Lazy load={loadRecipeLine} />;
}
