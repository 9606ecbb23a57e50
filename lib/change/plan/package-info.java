/// What is to be changed and what came of it: a [change.plan.Plan] is made from decisions by the
/// [change.plan.Planner], carried out by the [change.plan.Applier] and undone by [change.plan.Reverter].
package change.plan;
