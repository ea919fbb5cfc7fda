using OrleansTrading.Domain.Access;

namespace OrleansTrading.Contracts.Access;

/// <summary>Something that changes something.</summary>
/// <param name="Needs">The scope that it takes.</param>
/// <param name="Name">What is wanted, for example <c>job.run</c>.</param>
/// <param name="Target">What it is wanted of, for example <c>repair-gaps</c>.</param>
/// <param name="Before">What is there now, if it is going to be replaced.</param>
/// <param name="LowersRisk">Whether it is done even when the audit log cannot be written: a kill, a halt, a cancel, a close.</param>
public sealed record AuditedAction(Scope Needs, string Name, string Target, string? Before = null, bool LowersRisk = false);
