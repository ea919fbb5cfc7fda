using Microsoft.Extensions.Options;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Silo.Market;

internal static class SimulatedMarketExtensions
{
    /// <summary>Settings of the market that <see cref="SimulatedMarket"/> starts.</summary>
    public static void AddSimulatedMarket(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SimulatorOptions>().Bind(builder.Configuration.GetSection(SimulatedMarket.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SimulatorOptions>, SimulatorOptionsCheck>();
    }

    private sealed class SimulatorOptionsCheck : IValidateOptions<SimulatorOptions>
    {
        private const string Field = "The field ";

        public ValidateOptionsResult Validate(string? name, SimulatorOptions options)
        {
            var problems = options.Validate().Select(Named).ToList();
            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }

        private static string Named(string problem) => problem.StartsWith(Field, StringComparison.Ordinal)
            ? $"{SimulatedMarket.Section}:{problem[Field.Length..].Split(' ')[0]}: {problem}"
            : $"{SimulatedMarket.Section}: {problem}";
    }
}
