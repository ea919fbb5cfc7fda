using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace OrleansTrading.Dashboard.Shell;

/// <summary>
/// The languages of the pages. Figures and moments are written alike in all of them, so cultures bring their texts only
/// and nothing of the machine's.
/// </summary>
internal static class Languages
{
    /// <summary>Where the chosen language is kept; the browser's own choice holds until then.</summary>
    public const string Cookie = "language";

    public const string English = "en";

    /// <remarks>Simplified. A culture's name in small letters only: without the machine's cultures the runtime looks for its texts so.</remarks>
    public const string Chinese = "zh";

    /// <summary>The language that this page is drawn in.</summary>
    public static string Current => CultureInfo.CurrentUICulture.Name == Chinese ? Chinese : English;

    /// <summary>The same as a document names it.</summary>
    public static string Tag => Current == Chinese ? "zh-Hans" : English;

    /// <summary>Gives every request its language; a live page keeps that of the request that opened it.</summary>
    public static void UseLanguages(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Of(context.Request));
        return next(context);
    });

    private static string Of(HttpRequest request) => request.Cookies[Cookie] is English or Chinese
        ? request.Cookies[Cookie]!
        : request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).Select(Known).FirstOrDefault(known => known is not null) ?? English;

    /// <remarks>Every Chinese is given the one there is; whoever would rather have English finds the switch on every page.</remarks>
    private static string? Known(StringWithQualityHeaderValue language) => language.Value.Value?.Split('-')[0].ToLowerInvariant() switch
    {
        "zh" => Chinese,
        "en" => English,
        _ => null,
    };
}
