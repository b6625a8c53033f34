"""Addresses below /accounts/; names and paths are allauth's, so that its own pages find them."""

from django.urls import path

from accounts.oidc import views

urlpatterns = [
    path("oidc/<slug:provider_id>/login/", views.login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", views.callback, name="openid_connect_callback"),
]
