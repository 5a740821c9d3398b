using AspNetCore.ReCaptcha;

namespace DataPortal.Requests
{
    public static partial class RequestsModule
    {
        static partial void AddReCaptchaPackage(IServiceCollection services, IConfiguration configuration)
        {
            var settings = configuration.GetSection(ReCaptchaOptions.Section).Get<ReCaptchaOptions>() ?? new();

            // The package speaks https only; a verifier at another address (a test's own) keeps the portal's own call.
            if (!settings.IsOn || !settings.VerifyUrl.EndsWith("/api/siteverify", StringComparison.Ordinal) || !settings.VerifyUrl.StartsWith("https://", StringComparison.Ordinal))
            {
                return;
            }

            services.AddReCaptcha(
                package =>
                {
                    package.SiteKey = settings.SiteKey;
                    package.SecretKey = settings.SecretKey;
                    package.Version = ReCaptchaVersion.V2;
                    package.RecaptchaBaseUrl = new Uri(settings.VerifyUrl[..^"api/siteverify".Length]);
                },
                client => client.ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(5)));
            services.AddSingleton<IHumanCheck, ReCaptcha.ReCaptchaPackageCheck>();
        }
    }
}

namespace DataPortal.Requests.ReCaptcha
{
    /// <summary>The verification call of AspNetCore.ReCaptcha. Its service lives in a scope, hence one a call.</summary>
    internal sealed class ReCaptchaPackageCheck(IServiceScopeFactory scopes) : IHumanCheck
    {
        public async Task<HumanAnswer> AskAsync(string? token, CancellationToken ct)
        {
            if (string.IsNullOrWhiteSpace(token))
            {
                return HumanAnswer.NoToken;
            }

            await using var scope = scopes.CreateAsyncScope();
            try
            {
                return await scope.ServiceProvider.GetRequiredService<IReCaptchaService>().VerifyAsync(token) ? HumanAnswer.Passed : HumanAnswer.Refused;
            }
            catch (Exception failed) when (failed is HttpRequestException or System.Text.Json.JsonException or NullReferenceException
                || (failed is OperationCanceledException && !ct.IsCancellationRequested))
            {
                return HumanAnswer.Unreachable;
            }
        }
    }
}
