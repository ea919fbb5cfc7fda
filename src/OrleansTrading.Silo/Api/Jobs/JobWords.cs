using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary><c>Queued</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c>, <c>Skipped</c>, <c>Cancelled</c>, <c>TimedOut</c>.</summary>
internal sealed class JobRunStateWord() : JsonStringEnumConverter<JobRunState>(null, allowIntegerValues: false);

/// <summary><c>schedule</c>, <c>manual</c>, <c>pipeline</c>, <c>catch-up</c>.</summary>
internal sealed class JobTriggerKindWord() : JsonStringEnumConverter<JobTriggerKind>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary><c>skip</c>, <c>queue-one</c>, <c>cancel-previous</c>.</summary>
internal sealed class JobOverlapWord() : JsonStringEnumConverter<JobOverlap>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary><c>normal</c>, <c>high</c>.</summary>
internal sealed class JobPriorityWord() : JsonStringEnumConverter<JobPriority>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary><c>run-again</c>, <c>fail</c>.</summary>
internal sealed class LostRunPolicyWord() : JsonStringEnumConverter<LostRunPolicy>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
