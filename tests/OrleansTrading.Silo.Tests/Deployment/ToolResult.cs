namespace OrleansTrading.Silo.Tests.Deployment;

/// <summary>How another program has ended.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Errors);
